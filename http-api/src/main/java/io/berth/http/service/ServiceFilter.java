package io.berth.http.service;

import io.berth.domain.service.ServiceState;
import io.berth.http.route.Call;
import java.util.Map;
import java.util.Optional;

/** {@code ?stack=}, {@code ?namespace=} and {@code ?label=KEY} or {@code ?label=KEY=VALUE} over services. */
public final class ServiceFilter {
    private ServiceFilter() {}

    public static boolean matches(ServiceState state, Call call) {
        return is(call.query("namespace"), state.id().namespace())
                && is(call.query("stack"), state.spec().stack())
                && call.query("label")
                        .map(label -> hasLabel(state.spec().labels(), label))
                        .orElse(true);
    }

    private static boolean is(Optional<String> wanted, String value) {
        return wanted.map(value::equals).orElse(true);
    }

    private static boolean hasLabel(Map<String, String> labels, String wanted) {
        int at = wanted.indexOf('=');
        return at < 0
                ? labels.containsKey(wanted)
                : wanted.substring(at + 1).equals(labels.get(wanted.substring(0, at)));
    }
}
