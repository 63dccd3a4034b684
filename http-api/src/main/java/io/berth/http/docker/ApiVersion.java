package io.berth.http.docker;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Docker's API, as it stands in the first step of a path: {@code v1.41}. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /** Older clients are refused. */
    static final ApiVersion LEAST = new ApiVersion(1, 24);

    /** What is advertised, and what a path without a version means. */
    static final ApiVersion MOST = new ApiVersion(1, 50);

    /** The first one whose log streams say in their type that two outputs share them. */
    static final ApiVersion TYPED_STREAMS = new ApiVersion(1, 42);

    private static final Pattern STEP = Pattern.compile("v([0-9]{1,4})\\.([0-9]{1,4})");
    private static final Comparator<ApiVersion> ORDER =
            Comparator.comparingInt(ApiVersion::major).thenComparingInt(ApiVersion::minor);

    /** Reads {@code v1.41}; empty if the step is none. */
    static Optional<ApiVersion> ofStep(String step) {
        Matcher matcher = STEP.matcher(step);
        return matcher.matches()
                ? Optional.of(new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** This version, or a refusal in Docker's words. */
    ApiVersion orRefused() {
        if (compareTo(MOST) > 0) {
            throw new DockerError(
                    400, "client version %s is too new. Maximum supported API version is %s".formatted(this, MOST));
        }
        if (compareTo(LEAST) < 0) {
            throw new DockerError(
                    400,
                    "client version %s is too old. Minimum supported API version is %s, please upgrade your client to a newer version"
                            .formatted(this, LEAST));
        }
        return this;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
