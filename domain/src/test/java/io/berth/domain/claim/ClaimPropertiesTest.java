package io.berth.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.claim.ClaimEvent.Claimed;
import io.berth.domain.claim.ClaimEvent.Confirmed;
import io.berth.domain.claim.ClaimEvent.Released;
import io.berth.domain.command.ClaimCommand;
import io.berth.domain.rules.Given;
import io.berth.domain.spec.ServiceId;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of a claim whoever wants it, in whatever order, and however often. */
class ClaimPropertiesTest {
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatIsHeldIsReleasedExactlyOnceAndByItsHolder(@ForAll("lives") List<ClaimCommand> life) {
        Given<ClaimState, ClaimCommand, ClaimEvent> given = given();
        String holder = "";
        for (ClaimCommand command : life) {
            given.after(Duration.ofSeconds(10)).whenever(command);
            for (ClaimEvent event : given.events()) {
                switch (event) {
                    case Claimed(var _, var uid, var _) -> {
                        assertThat(holder).isIn("", uid);
                        holder = uid;
                    }
                    case Confirmed(var _, var uid, var _) -> assertThat(uid).isEqualTo(holder);
                    case Released(var _, var uid, var _, var _) -> {
                        assertThat(uid).isEqualTo(holder);
                        holder = "";
                    }
                }
            }
            assertThat(given.state().holder().map(ClaimState.Holder::uid).orElse(""))
                    .isEqualTo(holder);
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aCommandThatIsRepeatedChangesNothing(@ForAll("lives") List<ClaimCommand> life) {
        Given<ClaimState, ClaimCommand, ClaimEvent> given = given();
        for (ClaimCommand command : life) {
            given.whenever(command).whenever(command);
            assertThat(given.events()).isEmpty();
        }
        given.thenReplayGivesTheSame("port/tcp/8080");
    }

    private static Given<ClaimState, ClaimCommand, ClaimEvent> given() {
        return new Given<>(new ClaimRules(), "port/tcp/8080");
    }

    @Provide
    Arbitrary<List<ClaimCommand>> lives() {
        Arbitrary<String> uids = Arbitraries.of("u1", "u2", "u3");
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        uids,
                        Arbitraries.longs().between(1, 4))
                .as(ClaimPropertiesTest::command)
                .list()
                .ofMaxSize(30);
    }

    private static ClaimCommand command(int kind, String uid, long revision) {
        ServiceId service = ServiceId.of("of-" + uid);
        return switch (kind) {
            case 0 -> new ClaimCommand.Claim(service, uid, revision);
            case 1 -> new ClaimCommand.Confirm(service, uid, revision);
            case 2 -> new ClaimCommand.Release(service, uid, revision);
            default -> new ClaimCommand.Wake(false);
        };
    }
}
