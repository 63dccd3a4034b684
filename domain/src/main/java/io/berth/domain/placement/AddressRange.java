package io.berth.domain.placement;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** One IP address or a subnet in CIDR notation; nothing is ever looked up by name. */
final class AddressRange {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** Empty if the text is neither an address nor a subnet. */
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return address(text).map(bytes -> new AddressRange(bytes, bytes.length * 8));
        }
        String bits = text.substring(slash + 1);
        if (!BITS.matcher(bits).matches()) {
            return Optional.empty();
        }
        return address(text.substring(0, slash))
                .filter(bytes -> Integer.parseInt(bits) <= bytes.length * 8)
                .map(bytes -> new AddressRange(bytes, Integer.parseInt(bits)));
    }

    boolean contains(String address) {
        return address(address).filter(this::covers).isPresent();
    }

    private boolean covers(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> address(String text) {
        // A zone such as %eth0 would be looked up among the interfaces of this machine: the patterns leave it out.
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
