package io.berth.http.service;

import io.berth.domain.spec.Violation;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Call;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a request expects to be there, by {@code If-Match} and {@code If-None-Match}. */
public final class Preconditions {
    private Preconditions() {}

    /** The revision that must be there, 0 for "there must be none", empty for "whatever there is". */
    public static OptionalLong revision(Call call) {
        if (mustBeNew(call)) {
            return OptionalLong.of(0);
        }
        Optional<String> tag = call.header("If-Match");
        if (tag.isEmpty()) {
            return OptionalLong.empty();
        }
        String number = tag.get().startsWith("\"")
                        && tag.get().endsWith("\"")
                        && tag.get().length() > 1
                ? tag.get().substring(1, tag.get().length() - 1)
                : tag.get();
        if (!number.matches("[1-9][0-9]{0,17}")) {
            throw bad("If-Match", tag.get(), "must be the revision as GET answers it in ETag, such as \"3\"");
        }
        return OptionalLong.of(Long.parseLong(number));
    }

    /** Whether {@code If-None-Match: *} says that there must be none. */
    public static boolean mustBeNew(Call call) {
        Optional<String> tag = call.header("If-None-Match");
        if (tag.isPresent() && !tag.get().equals("*")) {
            throw bad("If-None-Match", tag.get(), "must be *");
        }
        return tag.isPresent();
    }

    private static Refusal bad(String header, String value, String rule) {
        return Refusal.malformed(
                "cannot read %s: %s: it %s".formatted(header, value, rule),
                List.of(new Violation(header, value, rule)));
    }
}
