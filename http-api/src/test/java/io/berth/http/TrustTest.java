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

class TrustTest extends ApiTestBase {
    private static final EntityRef CLUSTER = new EntityRef(EntityRef.Kind.CLUSTER, ClusterState.ID);

    @BeforeEach
    void found() {
        control.execute(CLUSTER, new ClusterCommand.Initialise("c1", 20), Cause.SYSTEM);
        control.execute(
                CLUSTER,
                new ClusterCommand.CreateAuthority(new Authority(
                        "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n",
                        new SealedValue("k1", "sealed:key", "digest", 3))),
                Cause.SYSTEM);
    }

    @Test
    void aTokenIsShownOnceAndNamesTheAuthority() {
        Answer made =
                post("/tokens", "{\"role\": \"member\", \"lifetime\": \"2h\"}").is(201);

        TokenText token = TokenText.parse(made.json().path("token").asText()).orElseThrow();
        assertThat(made.json().path("role").asText()).isEqualTo("member");
        assertThat(token.pin()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        for (String path : new String[] {"/tokens", "/events?follow=false", "/cluster/cluster/history"}) {
            assertThat(get(path).text()).doesNotContain(token.secret(), "sealed:key");
        }
        assertThat(get("/tokens").is(200).json().at("/items/0/id").asText()).isEqualTo(token.id());
    }

    @Test
    void aRevokedTokenIsGone() {
        String id = post("/tokens", "{}").is(201).json().path("id").asText();

        delete("/tokens/" + id).is(204);

        assertThat(get("/tokens").json().path("items").isEmpty()).isTrue();
        delete("/tokens/" + id).isProblem(404, "not-found");
    }

    @Test
    void whatIsWrongWithATokenIsSaid() {
        assertThat(post("/tokens", "{\"role\": \"boss\"}")
                        .isProblem(422, "invalid")
                        .text())
                .contains("must be one of agent, member");
        post("/tokens", "{\"lifetime\": \"0s\"}").isProblem(422, "invalid");
    }

    @Test
    void certificatesAreRevokedByTheNameOfTheirHolder() {
        post("/revocations", "{\"name\": \"n1\"}").is(201);
        post("/revocations", "{\"name\": \"n1\"}").is(201);

        assertThat(get("/revocations").json().path("items").findValuesAsText("name"))
                .containsExactly("n1");
        post("/revocations", "{}").isProblem(422, "invalid");
    }
}
