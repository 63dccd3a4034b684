package io.berth.node.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where something on the network is reached.
 *
 * @param host name or IP address, an IPv6 address without brackets
 * @param port 1..65535
 */
public record HostAndPort(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^:\\[\\]\\s,]+))(?::([0-9]{1,5}))?");
    private static final int PORT_MAX = 65_535;

    public HostAndPort {
        if (host.isBlank() || port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "an address is HOST:PORT with a port of 1..%d, got %s:%d".formatted(PORT_MAX, host, port));
        }
    }

    /** Reads {@code host}, {@code host:port} or {@code [IPv6]:port}. */
    public static HostAndPort parse(String text, int defaultPort) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "an address is HOST or HOST:PORT such as m1:%d, got \"%s\"".formatted(defaultPort, text));
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new HostAndPort(host, matcher.group(3) == null ? defaultPort : Integer.parseInt(matcher.group(3)));
    }

    /** Reads several, separated by commas. */
    public static List<HostAndPort> parseAll(String text, int defaultPort) {
        return Stream.of(text.split(",", -1))
                .map(one -> parse(one, defaultPort))
                .toList();
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[%s]:%d".formatted(host, port) : host + ":" + port;
    }
}
