package io.berth.domain.placement;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as people write them. */
final class AmountText {
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long GIB = 1024 * MIB;
    private static final int NANO_DIGITS = 9;

    private AmountText() {}

    /** Such as {@code 512 MiB} or {@code 1.5 GiB}: exact if short, else rounded down to two digits. */
    static String memory(long bytes) {
        long size = Math.abs(bytes);
        if (size >= 10 * GIB || (size >= GIB && size % (GIB / 4) == 0)) {
            return decimal(bytes, GIB) + " GiB";
        }
        if (size >= MIB) {
            return decimal(bytes, MIB) + " MiB";
        }
        return size >= KIB ? decimal(bytes, KIB) + " KiB" : bytes + " B";
    }

    /** Such as {@code 0.5}. */
    static String cpus(long nanoCpus) {
        return BigDecimal.valueOf(nanoCpus, NANO_DIGITS).stripTrailingZeros().toPlainString();
    }

    private static String decimal(long amount, long unit) {
        return BigDecimal.valueOf(amount)
                .divide(BigDecimal.valueOf(unit), 2, RoundingMode.FLOOR)
                .stripTrailingZeros()
                .toPlainString();
    }
}
