package io.berth.domain.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 subnet.
 *
 * @param address its first address as a number
 * @param bits how many of the leading bits are fixed
 */
public record Subnet(long address, int bits) {
    private static final Pattern CIDR = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int BYTE_MAX = 255;
    private static final int ADDRESS_BITS = 32;

    /** Empty if the text is no IPv4 subnet in CIDR notation. */
    public static Optional<Subnet> parse(String text) {
        Matcher matcher = CIDR.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int group = 1; group <= 4; group++) {
            int part = Integer.parseInt(matcher.group(group));
            if (part > BYTE_MAX) {
                return Optional.empty();
            }
            address = address << 8 | part;
        }
        int bits = Integer.parseInt(matcher.group(5));
        return bits > ADDRESS_BITS ? Optional.empty() : Optional.of(new Subnet(first(address, bits), bits));
    }

    /** The {@code number}th subnet of 256 addresses in 10.0.0.0/8; the first is number 0. */
    public static Subnet ofPool(int number) {
        return new Subnet(10L << 24 | (long) number << 8, 24);
    }

    private static long first(long address, int bits) {
        return bits == 0 ? 0 : address >>> (ADDRESS_BITS - bits) << (ADDRESS_BITS - bits);
    }

    public boolean overlaps(Subnet other) {
        int common = Math.min(bits, other.bits);
        return first(address, common) == first(other.address, common);
    }

    /** The address that is {@code offset} after the first. */
    public String host(int offset) {
        long host = address + offset;
        return "%d.%d.%d.%d".formatted(host >> 24, host >> 16 & BYTE_MAX, host >> 8 & BYTE_MAX, host & BYTE_MAX);
    }

    @Override
    public String toString() {
        return host(0) + "/" + bits;
    }
}
