package io.berth.domain.service;

import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.ServiceSpec;
import java.util.Set;
import java.util.TreeSet;

/** Which claims the ports of a spec need. */
public final class Ports {
    private Ports() {}

    /** The ids of the claims, such as {@code port/tcp/8080}: one for each port that is published cluster-wide. */
    public static Set<String> claims(ServiceSpec spec) {
        Set<String> claims = new TreeSet<>();
        for (PortSpec port : spec.ports()) {
            if (port.mode() == PortSpec.PublishMode.INGRESS && port.published() != 0) {
                claims.add("port/" + port.protocol() + "/" + port.published());
            }
        }
        return claims;
    }
}
