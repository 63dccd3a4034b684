package io.berth.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.claim.ClaimEvent.Claimed;
import io.berth.domain.claim.ClaimEvent.Confirmed;
import io.berth.domain.claim.ClaimEvent.Released;
import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.ClaimCommand.Claim;
import io.berth.domain.command.ClaimCommand.Confirm;
import io.berth.domain.command.ClaimCommand.Release;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.ServiceCommand.ClaimAsks;
import io.berth.domain.command.ServiceCommand.ClaimConfirmed;
import io.berth.domain.command.ServiceCommand.ClaimReleased;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.rules.Given;
import io.berth.domain.spec.ServiceId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClaimRulesTest {
    private static final String PORT = "port/tcp/8080";
    private static final ServiceId WEB = ServiceId.of("web");
    private static final ServiceId SHOP = ServiceId.of("shop");

    private final Given<ClaimState, ClaimCommand, ClaimEvent> given = new Given<>(new ClaimRules(), PORT);

    private static Instruction tells(ServiceId service, ServiceCommand command) {
        return new Instruction.Tell(service.ref(), command);
    }

    @Test
    void aFreePortIsClaimedOnce() {
        given.when(new Claim(WEB, "u1", 1));
        assertThat(given.events()).containsExactly(new Claimed(WEB, "u1", 1));
        given.when(new Claim(WEB, "u1", 1)).thenNothing();
        assertThat(given.state().holder().orElseThrow().isConfirmed()).isFalse();
    }

    @Test
    void aClaimedPortIsRefusedToOthers() {
        given.when(new Claim(WEB, "u1", 1));
        given.thenRefused(new Claim(SHOP, "u2", 1), Code.UNAVAILABLE, "port 8080/tcp is already in use by service web");
        given.thenRefused(new Confirm(SHOP, "u2", 1), Code.UNAVAILABLE, "port 8080/tcp is held by service web");
    }

    @Test
    void aServiceOfTheSameNameIsAnotherOneAfterItWasCreatedAgain() {
        given.when(new Claim(WEB, "u1", 1)).when(new Confirm(WEB, "u1", 1));
        given.thenRefused(new Claim(WEB, "u2", 1), Code.UNAVAILABLE, "port 8080/tcp is already in use by service web");
        given.when(new Release(WEB, "u2", 1)).thenNothing();
    }

    /** Else the port of a create whose answer got lost is refused to its repetition until the first claim expires. */
    @Test
    void aCreateThatIsTriedAgainTakesOverTheClaimThatNobodyHasConfirmed() {
        given.when(new Claim(WEB, "u1", 1)).when(new Claim(WEB, "u2", 1));
        assertThat(given.events())
                .containsExactly(
                        new Released(WEB, "u1", "claimed again by the same service", 1), new Claimed(WEB, "u2", 1));
        given.thenRefused(new Confirm(WEB, "u1", 1), Code.UNAVAILABLE, "port 8080/tcp is held by service web");
        given.when(new Confirm(WEB, "u2", 1));
        assertThat(given.state().holder().orElseThrow().isConfirmed()).isTrue();
    }

    @Test
    void aConfirmedClaimNeverExpires() {
        given.when(new Claim(WEB, "u1", 1)).when(new Confirm(WEB, "u1", 1));
        assertThat(given.events()).containsExactly(new Confirmed(WEB, "u1", 1));
        assertThat(given.answers()).containsExactly(tells(WEB, new ClaimConfirmed(PORT, 1)));
        assertThat(given.rules().wakeAt(given.state())).isEmpty();
        given.after(Duration.ofDays(365)).wakes().thenNothing();
        assertThat(given.answers()).isEmpty();
    }

    @Test
    void aRepeatedConfirmIsOnlyAnswered() {
        given.when(new Claim(WEB, "u1", 1)).when(new Confirm(WEB, "u1", 1)).when(new Confirm(WEB, "u1", 1));
        given.thenNothing();
        assertThat(given.answers()).containsExactly(tells(WEB, new ClaimConfirmed(PORT, 1)));
    }

    @Test
    void aReleasedPortIsFreeForOthersAndReleasedOnlyOnce() {
        given.when(new Claim(WEB, "u1", 1)).when(new Confirm(WEB, "u1", 1)).when(new Release(WEB, "u1", 1));
        assertThat(given.events()).containsExactly(new Released(WEB, "u1", "released", 1));
        assertThat(given.answers()).containsExactly(tells(WEB, new ClaimReleased(PORT, 1)));
        given.when(new Release(WEB, "u1", 1)).thenNothing();
        assertThat(given.answers()).containsExactly(tells(WEB, new ClaimReleased(PORT, 1)));

        given.when(new Claim(SHOP, "u2", 1));
        given.when(new Release(WEB, "u1", 1)).thenNothing();
        assertThat(given.state().holder().orElseThrow().service()).isEqualTo(SHOP);
    }

    @Test
    void aClaimThatNobodyConfirmsAsksItsServiceUntilThatAnswers() {
        given.when(new Claim(WEB, "u1", 1));
        assertThat(given.rules().wakeAt(given.state())).contains(given.now().plus(ClaimRules.PATIENCE));
        given.after(ClaimRules.PATIENCE.minusMillis(1)).wakes();
        assertThat(given.answers()).isEmpty();
        given.after(Duration.ofMillis(1)).wakes().thenNothing();
        assertThat(given.answers()).containsExactly(tells(WEB, new ClaimAsks(PORT, "u1", 1)));
        given.wakes();
        assertThat(given.answers()).containsExactly(tells(WEB, new ClaimAsks(PORT, "u1", 1)));
    }

    @Test
    void aClaimOfAServiceThatWasNeverCreatedExpiresExactlyOnce() {
        given.when(new Claim(WEB, "u1", 1)).after(ClaimRules.PATIENCE).wakes();
        given.when(new Release(WEB, "u1", 1));
        assertThat(given.events()).containsExactly(new Released(WEB, "u1", "released", 1));
        assertThat(given.state().exists()).isFalse();
        assertThat(given.rules().wakeAt(given.state())).isEmpty();
        given.when(new Release(WEB, "u1", 1)).thenNothing();
        given.after(ClaimRules.PATIENCE).wakes().thenNothing();
        assertThat(given.answers()).isEmpty();
    }

    @Test
    void aServiceThatConfirmsLateHoldsItIfNobodyElseDoes() {
        given.when(new Confirm(WEB, "u1", 1));
        assertThat(given.events()).containsExactly(new Claimed(WEB, "u1", 1), new Confirmed(WEB, "u1", 1));
    }

    /** The service has dropped the port and wants it again: the first release comes late. */
    @Test
    void aReleaseThatIsOlderThanTheNextClaimDoesNotFreeIt() {
        given.when(new Claim(WEB, "u1", 1)).when(new Confirm(WEB, "u1", 1)).when(new Claim(WEB, "u1", 3));
        given.when(new Release(WEB, "u1", 2)).thenNothing();
        assertThat(given.answers()).isEmpty();

        given.when(new Confirm(WEB, "u1", 3)).when(new Release(WEB, "u1", 2)).thenNothing();
        assertThat(given.state().holder().orElseThrow().isConfirmed()).isTrue();
        given.when(new Release(WEB, "u1", 4));
        assertThat(given.state().exists()).isFalse();
    }

    /** A change that was refused has claimed for a revision that never came. */
    @Test
    void aReleaseThatIsRefusedForLongMakesTheClaimAsk() {
        given.when(new Claim(WEB, "u1", 1)).when(new Confirm(WEB, "u1", 1)).when(new Claim(WEB, "u1", 3));
        given.after(ClaimRules.PATIENCE).when(new Release(WEB, "u1", 2)).thenNothing();
        assertThat(given.answers()).containsExactly(tells(WEB, new ClaimAsks(PORT, "u1", 3)));
        given.when(new Release(WEB, "u1", 3));
        assertThat(given.state().exists()).isFalse();
    }

    @Test
    void aConfirmThatComesLaterThanTheReleaseTakesNothing() {
        given.when(new Confirm(WEB, "u1", 1)).when(new Release(WEB, "u1", 2));
        given.when(new Confirm(WEB, "u1", 1)).thenNothing();
        assertThat(given.answers()).isEmpty();
        given.when(new Confirm(WEB, "u1", 3));
        assertThat(given.state().holder().orElseThrow().isConfirmed()).isTrue();
    }
}
