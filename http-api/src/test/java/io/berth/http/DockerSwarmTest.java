package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.cluster.ClusterState;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.trust.Authority;
import io.berth.domain.trust.TokenText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cluster as Swarm's clients read and change it. */
class DockerSwarmTest extends ApiTestBase {
    private static final EntityRef CLUSTER = new EntityRef(EntityRef.Kind.CLUSTER, ClusterState.ID);
    private static final String CERTIFICATE = """
        -----BEGIN CERTIFICATE-----
        MIIBgDCCASWgAwIBAgIUGixvm7ipsqimZN2GW0QRAQsyGzUwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJYXV0aG9yaXR5MCAXDTI2MTEyNTEzMDExM1oYDzIxMjYxMTAx
        MTMwMTEzWjAUMRIwEAYDVQQDDAlhdXRob3JpdHkwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAQmary7lrHdqQGeijMtpIjwFUXPsfrDVVWU5Rc5/Q3ClGUddLZOtt7W
        vG0IU35TmbSHhhXI3NWkY1+gUuFRWDhBo1MwUTAdBgNVHQ4EFgQU9pOpOm7gQbVj
        RSr/FT2iuryd0cAwHwYDVR0jBBgwFoAU9pOpOm7gQbVjRSr/FT2iuryd0cAwDwYD
        VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA1P/dtHGa9HJbHfTOYJuV
        pNWH35VNL/f83UKa6Z2TfOUCIQDRq9qjr35apg3oJEvPuvZTXR/jysLzgkvube1+
        Ehrz8Q==
        -----END CERTIFICATE-----
        """;

    @BeforeEach
    void found() {
        control.connect("n1", "alpha");
        control.execute(CLUSTER, new ClusterCommand.Initialise("c1", 20), Cause.SYSTEM);
        control.execute(
                CLUSTER,
                new ClusterCommand.CreateAuthority(
                        new Authority(CERTIFICATE, new SealedValue("k1", "sealed:key", "digest", 3))),
                Cause.SYSTEM);
    }

    private Answer swarm() {
        return docker("GET", "/v1.50/swarm", "").is(200);
    }

    private TokenText token(String role) {
        return TokenText.parse(swarm().json().at("/JoinTokens/" + role).asText())
                .orElseThrow();
    }

    private Answer update(String body, String more) {
        return docker(
                "POST",
                "/swarm/update?version=" + swarm().json().at("/Version/Index").asText() + more,
                body);
    }

    @Test
    void tokensStayTheSameUntilTheyAreRotated() {
        TokenText worker = token("Worker");
        TokenText manager = token("Manager");
        assertThat(token("Worker")).isEqualTo(worker).isNotEqualTo(manager);
        assertThat(get("/tokens").json().path("items").findValuesAsText("role"))
                .containsExactlyInAnyOrder("agent", "member");

        update("{\"Name\": \"default\"}", "&rotateWorkerToken=true").is(200);

        assertThat(token("Worker").pin()).isEqualTo(worker.pin());
        assertThat(token("Worker").secret()).isNotEqualTo(worker.secret());
        assertThat(token("Manager")).isEqualTo(manager);
        assertThat(get("/tokens").json().path("items")).hasSize(2);
    }

    @Test
    void aTokenThatWasRevokedGivesWayToANewOne() {
        TokenText worker = token("Worker");
        String id = get("/tokens")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("role").asText().equals("agent"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();

        delete("/tokens/" + id).is(204);

        assertThat(token("Worker").secret()).isNotEqualTo(worker.secret());
    }

    @Test
    void secretsOfTokensAreInNoEvent() {
        TokenText worker = token("Worker");

        assertThat(get("/events?follow=false").text())
                .contains("for agents created, valid until it is revoked")
                .doesNotContain(worker.secret());
    }

    @Test
    void theAuthorityIsShownWithTheClusterAndEveryNode() {
        for (Answer shown : new Answer[] {swarm(), docker("GET", "/nodes/alpha", "")}) {
            assertThat(shown.json().findValue("TrustRoot").asText()).isEqualTo(CERTIFICATE);
            assertThat(shown.json().findValue("CertIssuerSubject").asText())
                    .isEqualTo("MBQxEjAQBgNVBAMMCWF1dGhvcml0eQ==");
            assertThat(shown.json().findValue("CertIssuerPublicKey").asText()).startsWith("MFkwEwYHKoZIzj0CAQ");
        }
        assertThat(docker("GET", "/info", "")
                        .json()
                        .at("/Swarm/Cluster/TLSInfo/TrustRoot")
                        .asText())
                .isEqualTo(CERTIFICATE);
    }

    @Test
    void aChangeOfAnotherVersionIsOutOfSequenceAndRotatesNothing() {
        TokenText worker = token("Worker");

        docker("POST", "/swarm/update?version=7&rotateWorkerToken=1", "{\"Name\": \"default\"}")
                .isError(500, "rpc error: code = Unknown desc = update out of sequence");

        assertThat(token("Worker")).isEqualTo(worker);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"EncryptionConfig\": {\"AutoLockManagers\": true}, \"Name\": \"default\"}",
                "{\"CAConfig\": {\"ForceRotate\": 1}, \"Name\": \"default\"}",
                "{\"CAConfig\": {\"ExternalCAs\": [{\"URL\": \"https://ca\"}]}, \"Name\": \"default\"}"
            })
    void whatBerthDoesOtherwiseIsRefusedWithASentence(String spec) {
        Answer refused = update(spec, "").is(501);
        assertThat(refused.json().path("message").asText()).startsWith("Berth ");
    }

    @Test
    void aMemberStaysInItsCluster() {
        docker("POST", "/swarm/init", "{}")
                .isError(
                        503,
                        "This node is already part of a swarm. Use \"docker swarm leave\" to leave this swarm and join"
                                + " another one.");
        assertThat(docker("POST", "/swarm/leave", "")
                        .is(503)
                        .json()
                        .path("message")
                        .asText())
                .contains("Removing the last manager");
        control.connect("n2", "beta");
        assertThat(docker("POST", "/swarm/leave", "")
                        .is(503)
                        .json()
                        .path("message")
                        .asText())
                .doesNotContain("last manager");
        assertThat(docker("POST", "/swarm/leave?force=1", "")
                        .is(501)
                        .json()
                        .path("message")
                        .asText())
                .contains("docker node rm");
        assertThat(docker("GET", "/swarm/unlockkey", "")
                        .is(200)
                        .json()
                        .path("UnlockKey")
                        .asText())
                .isEmpty();
    }
}
