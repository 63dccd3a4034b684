package io.berth.link;

import com.google.protobuf.Timestamp;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Platform;
import io.berth.link.proto.WireTask;
import java.time.Duration;
import java.time.Instant;

/** Times, amounts and enums: what the larger values are made of. */
final class Values {
    private Values() {}

    static Timestamp write(Instant at) {
        return Timestamp.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }

    static Instant read(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }

    static com.google.protobuf.Duration write(Duration length) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(length.getSeconds())
                .setNanos(length.getNano())
                .build();
    }

    static Duration read(com.google.protobuf.Duration length) {
        return Duration.ofSeconds(length.getSeconds(), length.getNanos());
    }

    static WireTask.Resources write(Resources amount) {
        return WireTask.Resources.newBuilder()
                .setNanoCpus(amount.nanoCpus())
                .setMemoryBytes(amount.memoryBytes())
                .build();
    }

    static Resources read(WireTask.Resources amount) {
        return new Resources(amount.getNanoCpus(), amount.getMemoryBytes());
    }

    static WireTask.Platform write(Platform platform) {
        return WireTask.Platform.newBuilder()
                .setOs(platform.os())
                .setArch(platform.arch())
                .build();
    }

    static Platform read(WireTask.Platform platform) {
        return new Platform(platform.getOs(), platform.getArch());
    }

    /**
     * The constant of {@code target} with the name of {@code source} behind {@code prefix}. Wire constants are named
     * after the domain's: {@code TASK_STATE_RUNNING} is {@code RUNNING}.
     */
    static <E extends Enum<E>> E write(Enum<?> source, String prefix, Class<E> target) {
        return Enum.valueOf(target, prefix + source.name());
    }

    /**
     * The constant of {@code target} with the name of {@code source} without {@code prefix}.
     *
     * @throws IllegalArgumentException if the sender left the value out or knows constants that we do not
     */
    static <E extends Enum<E>> E read(Enum<?> source, String prefix, Class<E> target) {
        String name = source.name();
        if (!name.startsWith(prefix) || name.equals(prefix + "UNSPECIFIED")) {
            throw new IllegalArgumentException(
                    "unknown " + target.getSimpleName() + " on the link: " + name + "; the other end may be newer");
        }
        return Enum.valueOf(target, name.substring(prefix.length()));
    }
}
