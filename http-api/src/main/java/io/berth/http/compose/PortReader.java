package io.berth.http.compose;

import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.ProxyProtocol;
import io.berth.domain.spec.PortSpec.PublishMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ports}, short ({@code "8080:80"}) and long. */
final class PortReader {
    private static final Map<String, PublishMode> MODES =
            Map.of("host", PublishMode.HOST, "ingress", PublishMode.INGRESS);
    private static final Map<String, ProxyProtocol> PROXY_PROTOCOLS =
            Map.of("none", ProxyProtocol.NONE, "v1", ProxyProtocol.V1, "v2", ProxyProtocol.V2);
    private static final Pattern SHORT = Pattern.compile(
            "(?:(?:(?<ip>\\[[0-9a-fA-F:.%]*\\]|[0-9.]+):)?"
                + "(?<published>[0-9]{1,9}(?:-[0-9]{1,9})?)?:)?(?<target>[0-9]{1,9}(?:-[0-9]{1,9})?)(?:/(?<protocol>[a-z]+))?");
    private static final int LONGEST_RANGE = 1_000;

    private PortReader() {}

    static List<PortSpec> read(Field ports, Origins origins) {
        List<PortSpec> specs = new ArrayList<>();
        for (Field item : ports.items()) {
            int before = specs.size();
            if (item.isText()) {
                item.parsed(text -> parseShort(item, text)).ifPresent(specs::addAll);
            } else {
                specs.add(readLong(item.section()));
            }
            for (int i = before; i < specs.size(); i++) {
                origins.put("ports[" + i + "]", item);
            }
        }
        return specs;
    }

    private static List<PortSpec> parseShort(Field item, String text) {
        Matcher matcher = SHORT.matcher(text);
        if (text.length() > 255 || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" must be [PUBLISHED:]TARGET[/PROTOCOL], such as \"8080:80\"");
        }
        if (matcher.group("ip") != null) {
            item.warn("address " + matcher.group("ip")
                    + " has no effect: ports are published on all addresses of a node");
        }
        Range target = Range.parse(matcher.group("target"));
        String publishedText = matcher.group("published");
        Range published = publishedText == null ? new Range(0, 0) : Range.parse(publishedText);
        if (publishedText != null && published.size() != target.size()) {
            throw new IllegalArgumentException("\"" + text + "\" must have two ranges of the same length");
        }
        String protocol = matcher.group("protocol") == null ? "tcp" : matcher.group("protocol");
        List<PortSpec> specs = new ArrayList<>();
        for (int i = 0; i < target.size(); i++) {
            int outside = publishedText == null ? 0 : published.first + i;
            specs.add(new PortSpec("", protocol, target.first + i, outside, PublishMode.INGRESS));
        }
        return specs;
    }

    private static PortSpec readLong(Section port) {
        String name = port.take("name").flatMap(Field::text).orElse("");
        int target = port.take("target").flatMap(Field::integer).orElse(0);
        int published = port.take("published").flatMap(Field::integer).orElse(0);
        String protocol = port.take("protocol").flatMap(Field::text).orElse("tcp");
        PublishMode mode =
                port.take("mode").flatMap(field -> field.choice(MODES)).orElse(PublishMode.INGRESS);
        ProxyProtocol proxyProtocol = port.take("x-proxy-protocol")
                .flatMap(field -> field.choice(PROXY_PROTOCOLS))
                .orElse(ProxyProtocol.NONE);
        port.finish(Ignored.OF_PORT);
        return new PortSpec(name, protocol, target, published, mode, proxyProtocol);
    }

    /** Ports from the first to the last. */
    private record Range(int first, int last) {
        static Range parse(String text) {
            int dash = text.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(text.substring(dash + 1));
            if (last < first || last - first >= LONGEST_RANGE) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" must be a range of 1.." + LONGEST_RANGE + " ports, the lower one first");
            }
            return new Range(first, last);
        }

        int size() {
            return last - first + 1;
        }
    }
}
