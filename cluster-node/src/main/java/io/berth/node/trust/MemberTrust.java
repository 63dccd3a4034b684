package io.berth.node.trust;

import io.berth.domain.trust.Authority;
import io.berth.domain.trust.Role;
import io.berth.link.identity.Holder;
import io.berth.link.identity.Identity;
import io.berth.link.identity.KeyRequest;
import io.berth.link.identity.LiveIdentity;
import io.berth.node.vault.Vault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A member's own identity, and the authority with which it signs it. */
public final class MemberTrust {
    private final Vault vault;
    private final Authority authority;
    private final Holder holder;
    private final List<String> hosts;
    private final Duration lifetime;
    private final InstantSource clock;
    private final LiveIdentity identity;

    /**
     * @param name of the member
     * @param hosts by which it is reached
     * @param lifetime of its certificates
     */
    MemberTrust(
            Vault vault, Authority authority, String name, List<String> hosts, Duration lifetime, InstantSource clock) {
        this.vault = vault;
        this.authority = authority;
        this.holder = new Holder(name, Role.MEMBER);
        this.hosts = List.copyOf(hosts);
        this.lifetime = lifetime;
        this.clock = clock;
        this.identity = new LiveIdentity(sign(holder, hosts));
    }

    /** What seals the cluster's secrets. */
    public Vault vault() {
        return vault;
    }

    /** As it is to be recorded in the cluster. */
    public Authority authority() {
        return authority;
    }

    public LiveIdentity identity() {
        return identity;
    }

    /** Takes a fresh certificate; connections that are open keep the one that they have shown. */
    public void renew() {
        identity.replace(sign(holder, hosts));
    }

    /** An identity for the agent in the same process. */
    public Identity agent(String node) {
        return sign(new Holder(node, Role.AGENT), List.of());
    }

    private Identity sign(Holder whom, List<String> reachedBy) {
        KeyRequest request = KeyRequest.create();
        return request.identity(CertificateAuthority.open(authority, vault)
                .sign(request.request(), whom, reachedBy, clock.instant(), lifetime));
    }
}
