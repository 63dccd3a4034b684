package io.berth.http.spec;

import io.berth.domain.spec.PortSpec;
import io.berth.http.json.Fields;
import io.berth.http.json.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A port of a service that is reached from outside.
 *
 * @param name free text
 * @param protocol {@code tcp} (if left out) or {@code udp}
 * @param target the port inside the container
 * @param published the port on the nodes; 0 for one that Berth chooses
 * @param mode {@code ingress} (if left out) or {@code host}
 * @param proxyProtocol {@code none} (if left out), {@code v1} or {@code v2}: tells tasks the clients' addresses
 */
public record PortView(
        String name,
        Optional<String> protocol,
        int target,
        int published,
        Optional<String> mode,
        Optional<String> proxyProtocol) {
    public static PortView of(PortSpec port) {
        return new PortView(
                port.name(),
                Optional.of(port.protocol()),
                port.target(),
                port.published(),
                Optional.of(Words.of(port.mode())),
                Optional.of(port.proxyProtocol())
                        .filter(protocol -> protocol != PortSpec.ProxyProtocol.NONE)
                        .map(Words::of));
    }

    static List<PortSpec> toPorts(List<PortView> views, Fields fields) {
        List<PortSpec> ports = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            PortView view = views.get(i);
            ports.add(new PortSpec(
                    view.name(),
                    view.protocol().orElse("tcp"),
                    view.target(),
                    view.published(),
                    fields.word(
                            "ports[" + i + "].mode",
                            view.mode(),
                            PortSpec.PublishMode.class,
                            PortSpec.PublishMode.INGRESS),
                    fields.word(
                            "ports[" + i + "].proxyProtocol",
                            view.proxyProtocol(),
                            PortSpec.ProxyProtocol.class,
                            PortSpec.ProxyProtocol.NONE)));
        }
        return ports;
    }
}
