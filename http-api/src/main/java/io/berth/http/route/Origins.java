package io.berth.http.route;

import io.berth.http.problem.ProblemCode;
import io.berth.http.problem.Refusal;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Whose page a request comes from: a page of another site may make a browser send requests here. */
public final class Origins {
    private Origins() {}

    /** Refuses a request that the browser says comes from another site's page. */
    public static void refuseOthers(HttpRequest request) {
        Optional<String> origin = request.getHeader("Origin").map(header -> header.value());
        String host = request.getHeader("Host").map(header -> header.value()).orElse("");
        if (origin.isPresent() && !authority(origin.get()).equals(host.toLowerCase(Locale.ROOT))) {
            throw Refusal.of(
                    ProblemCode.CROSS_ORIGIN,
                    "refused a request of a page from %s: only pages from %s may send requests here"
                            .formatted(origin.get(), host));
        }
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
