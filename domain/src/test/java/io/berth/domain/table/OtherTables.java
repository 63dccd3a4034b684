package io.berth.domain.table;

import io.berth.domain.claim.ClaimEvent;
import io.berth.domain.claim.ClaimRules;
import io.berth.domain.claim.ClaimState;
import io.berth.domain.cluster.ClusterEvent;
import io.berth.domain.cluster.ClusterRules;
import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.command.ClusterCommand.Initialise;
import io.berth.domain.command.VaultCommand;
import io.berth.domain.network.Network;
import io.berth.domain.rules.Given;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.spec.DialectForm;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.trust.Authority;
import io.berth.domain.trust.Role;
import io.berth.domain.vault.VaultEvent;
import io.berth.domain.vault.VaultRules;
import io.berth.domain.vault.VaultState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A claim on a port, a secret, and the cluster. */
final class OtherTables {
    private static final ServiceId WEB = ServiceId.of("web");
    private static final ServiceId SHOP = ServiceId.of("shop");

    private OtherTables() {}

    static StateTable<ClaimState, ClaimCommand, ClaimEvent> claim() {
        return new StateTable<ClaimState, ClaimCommand, ClaimEvent>("command")
                .in("free", OtherTables::free)
                .in("claimed by web", () -> free().when(new ClaimCommand.Claim(WEB, "u1", 1)))
                .in(
                        "not confirmed for 30 s",
                        () -> free().when(new ClaimCommand.Claim(WEB, "u1", 1)).after(Duration.ofSeconds(30)))
                .in("confirmed by web", () -> free().when(new ClaimCommand.Confirm(WEB, "u1", 1)))
                .when("claim: by web", new ClaimCommand.Claim(WEB, "u1", 1))
                .when("claim: by another web", new ClaimCommand.Claim(WEB, "u2", 1))
                .when("claim: by shop", new ClaimCommand.Claim(SHOP, "u3", 1))
                .when("confirm: by web", new ClaimCommand.Confirm(WEB, "u1", 1))
                .when("confirm: by shop", new ClaimCommand.Confirm(SHOP, "u3", 1))
                .when("release: by web", new ClaimCommand.Release(WEB, "u1", 1))
                .when("claim: by web, later", new ClaimCommand.Claim(WEB, "u1", 2))
                .when("release: by web, late", new ClaimCommand.Release(WEB, "u1", 0))
                .when("release: by shop", new ClaimCommand.Release(SHOP, "u3", 1))
                .when("wake", new ClaimCommand.Wake(false));
    }

    private static Given<ClaimState, ClaimCommand, ClaimEvent> free() {
        return new Given<>(new ClaimRules(), "port/tcp/8080");
    }

    static StateTable<VaultState, VaultCommand, VaultEvent> vault() {
        return new StateTable<VaultState, VaultCommand, VaultEvent>("command")
                .in("absent", OtherTables::empty)
                .in("there", () -> empty().when(put("one", false)))
                .in("removed", () -> empty().when(put("one", false)).when(new VaultCommand.Remove()))
                .when("put: the same value", put("one", false))
                .when("put: another value", put("two", false))
                .when("put: must be new", put("two", true))
                .when("put: other labels", new VaultCommand.Put("u1", value("one"), Map.of("team", "shop"), false))
                .when(
                        "put: for revision 0",
                        new VaultCommand.Put("u1", value("two"), Map.of(), false, OptionalLong.of(0)))
                .when("remove", new VaultCommand.Remove())
                .when("wake", new VaultCommand.Wake(false));
    }

    private static Given<VaultState, VaultCommand, VaultEvent> empty() {
        return new Given<>(new VaultRules(), "default/password");
    }

    private static VaultCommand.Put put(String value, boolean mustBeNew) {
        return new VaultCommand.Put("u1", value(value), Map.of(), mustBeNew);
    }

    private static SealedValue value(String text) {
        return new SealedValue("key-1", "", "digest of " + text, text.length());
    }

    static StateTable<ClusterState, ClusterCommand, ClusterEvent> cluster() {
        return new StateTable<ClusterState, ClusterCommand, ClusterEvent>("command")
                .in("new", OtherTables::fresh)
                .in("created with 32 shards", () -> fresh().when(new Initialise("c1", 32)))
                .in(
                        "with the network front",
                        () -> fresh().when(new Initialise("c1", 32)).when(create("front")))
                .in(
                        "with an authority and a token",
                        () -> fresh().when(new Initialise("c1", 32))
                                .when(authority("ca"))
                                .when(token("t1", Duration.ofDays(1))))
                .in(
                        "with a standing token",
                        () -> fresh().when(new Initialise("c1", 32))
                                .when(authority("ca"))
                                .when(replace("t2", "")))
                .when("initialise: 32 shards", new Initialise("c1", 32))
                .when("initialise: 32 shards, another id", new Initialise("c2", 32))
                .when("initialise: 64 shards", new Initialise("c1", 64))
                .when("create network: front", create("front"))
                .when("create network: back", create("back"))
                .when("remove network: front", new ClusterCommand.RemoveNetwork("id-of-front"))
                .when("change settings: for revision 0", settings(0))
                .when("change settings: for revision 1", settings(1))
                .when("create authority: the same", authority("ca"))
                .when("create authority: another", authority("other"))
                .when("create token: for a day", token("t2", Duration.ofDays(1)))
                .when("create token: for nothing", token("t2", Duration.ZERO))
                .when("replace token: none seen", replace("t2", ""))
                .when("replace token: t2 seen", replace("t3", "t2"))
                .when("revoke token: t1", new ClusterCommand.RevokeToken("t1"))
                .when("revoke certificates: of n1", new ClusterCommand.RevokeCertificates("n1", Duration.ofDays(90)))
                .when("wake", new ClusterCommand.Wake(true));
    }

    private static ClusterCommand authority(String certificate) {
        return new ClusterCommand.CreateAuthority(new Authority(certificate, value("key")));
    }

    private static ClusterCommand token(String id, Duration lifetime) {
        return new ClusterCommand.CreateToken(id, Role.AGENT, "digest", lifetime);
    }

    private static ClusterCommand replace(String id, String replaced) {
        return new ClusterCommand.ReplaceToken(id, Role.AGENT, "digest", replaced);
    }

    private static ClusterCommand create(String name) {
        return new ClusterCommand.CreateNetwork(new Network(
                "id-of-" + name,
                name,
                "overlay",
                Map.of(),
                Map.of(),
                List.of(),
                false,
                false,
                false,
                0,
                Instant.EPOCH));
    }

    private static ClusterCommand settings(long revision) {
        return new ClusterCommand.ChangeSettings(new DialectForm("docker", "{}"), OptionalLong.of(revision));
    }

    private static Given<ClusterState, ClusterCommand, ClusterEvent> fresh() {
        return new Given<>(new ClusterRules(), ClusterState.ID);
    }
}
