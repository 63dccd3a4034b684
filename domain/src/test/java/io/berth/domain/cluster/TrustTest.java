package io.berth.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.cluster.ClusterEvent.AuthorityCreated;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.command.ClusterCommand.CreateAuthority;
import io.berth.domain.command.ClusterCommand.CreateToken;
import io.berth.domain.command.ClusterCommand.Initialise;
import io.berth.domain.command.ClusterCommand.ReplaceToken;
import io.berth.domain.command.ClusterCommand.RevokeCertificates;
import io.berth.domain.command.ClusterCommand.RevokeToken;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.rules.Given;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.trust.Authority;
import io.berth.domain.trust.JoinToken;
import io.berth.domain.trust.Revocation;
import io.berth.domain.trust.Role;
import io.berth.domain.trust.TokenText;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Authority OURS = authority("ours");

    private final Given<ClusterState, ClusterCommand, ClusterEvent> given =
            new Given<>(new ClusterRules(), ClusterState.ID);

    @BeforeEach
    void found() {
        given.when(new Initialise("c1", 32)).when(new CreateAuthority(OURS));
    }

    @Test
    void thereIsOneAuthorityForEver() {
        assertThat(given.events()).containsExactly(new AuthorityCreated(OURS));
        given.when(new CreateAuthority(OURS)).thenNothing();
        given.thenRefused(
                new CreateAuthority(authority("theirs")),
                Code.CONFLICT,
                "cluster c1 has another certificate authority than this member: join it with --join and a member"
                        + " token");
    }

    @Test
    void aTokenIsValidUntilItExpires() {
        given.when(new CreateToken("t1", Role.MEMBER, "digest", HOUR));

        JoinToken token = given.state().trust().token("t1").orElseThrow();
        assertThat(token.role()).isEqualTo(Role.MEMBER);
        assertThat(token.isValid(token.createdAt().plus(HOUR).minusMillis(1))).isTrue();
        assertThat(token.isValid(token.createdAt().plus(HOUR))).isFalse();
        given.when(new CreateToken("t1", Role.MEMBER, "digest", HOUR)).thenNothing();
    }

    @Test
    void whatHasExpiredIsForgottenWhenTheNextComes() {
        given.when(new CreateToken("t1", Role.AGENT, "digest", HOUR))
                .when(new RevokeCertificates("n1", HOUR))
                .after(HOUR.plusSeconds(1))
                .when(new CreateToken("t2", Role.AGENT, "digest", HOUR))
                .when(new RevokeCertificates("n2", HOUR));

        assertThat(given.state().trust().tokens()).extracting(JoinToken::id).containsExactly("t2");
        assertThat(given.state().trust().revocations())
                .extracting(Revocation::name)
                .containsExactly("n2");
    }

    @Test
    void aRevokedTokenIsGone() {
        given.when(new CreateToken("t1", Role.AGENT, "digest", HOUR)).when(new RevokeToken("t1"));

        assertThat(given.state().trust().token("t1")).isEmpty();
        given.thenRefused(new RevokeToken("t1"), Code.NOT_FOUND, "there is no token t1; see: berth token ls");
    }

    @Test
    void aRoleHasOneStandingTokenWhichIsValidUntilItIsReplaced() {
        given.when(new ReplaceToken("t1", Role.AGENT, "one", ""));

        JoinToken token = given.state().trust().standing(Role.AGENT).orElseThrow();
        assertThat(token.isValid(Instant.parse("2999-01-01T00:00:00Z"))).isTrue();
        assertThat(given.state().trust().standing(Role.MEMBER)).isEmpty();
        given.when(new ReplaceToken("t2", Role.AGENT, "two", "")).thenNothing();

        given.when(new ReplaceToken("t3", Role.AGENT, "three", "t1"));
        assertThat(given.state().trust().token("t1")).isEmpty();
        assertThat(given.state().trust().standing(Role.AGENT))
                .map(JoinToken::digest)
                .contains("three");
    }

    @Test
    void aReplacementSaidTwiceReplacesOnce() {
        given.when(new ReplaceToken("t1", Role.AGENT, "one", ""))
                .when(new ReplaceToken("t2", Role.AGENT, "two", "t1"))
                .when(new ReplaceToken("t2", Role.AGENT, "two", "t1"))
                .thenNothing();
        given.when(new ReplaceToken("t3", Role.AGENT, "three", "t2"));
        given.thenRefused(
                new ReplaceToken("t2", Role.AGENT, "two", "t1"),
                Code.STALE,
                "cannot replace the standing token t1 of agents: it is token t3 now; read it again and repeat the"
                        + " change");
    }

    @Test
    void aTokenForNothingOrForEverIsRefused() {
        given.thenRefused(
                new CreateToken("t1", Role.AGENT, "digest", Duration.ZERO),
                Code.INVALID,
                "cannot create a token that is valid for PT0S: it must be more than nothing and not more than 366"
                        + " days");
    }

    @Test
    void aRevocationIsRecordedOnce() {
        given.when(new RevokeCertificates("n1", HOUR));
        assertThat(given.state().trust().isRevoked("n1")).isTrue();
        assertThat(given.state().trust().isRevoked("n2")).isFalse();
        given.when(new RevokeCertificates("n1", HOUR)).thenNothing();
    }

    @Test
    void aTokenIsReadAsItWasWritten() {
        TokenText text = new TokenText("0123456789abcdef".repeat(4), "t1", "s".repeat(25));
        assertThat(TokenText.parse(" " + text.text() + "\n")).contains(text);
        assertThat(text).hasToString("token t1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "f"})
    void aTokenInSwarmsFormPinsTheSameAuthority(String digit) {
        TokenText text = new TokenText(digit.repeat(64), "t1", "s".repeat(25));
        assertThat(text.swarmText()).matches("SWMTKN-1-[0-9a-z]{50}-s{25}");
        assertThat(TokenText.parse(text.swarmText())).contains(new TokenText(text.pin(), "", text.secret()));
        assertThat(TokenText.parse("SWMTKN-1-" + "z".repeat(50) + "-" + "s".repeat(25)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BERTH-1-00-t1-secret", "SWMTKN-1-abc-def", "BERTH-2-"})
    void anythingElseIsNoToken(String text) {
        assertThat(TokenText.parse(text)).isEmpty();
    }

    private static Authority authority(String certificate) {
        return new Authority(certificate, new SealedValue("k1", "sealed", "digest", 6));
    }
}
