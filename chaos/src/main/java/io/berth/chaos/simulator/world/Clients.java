package io.berth.chaos.simulator.world;

import io.berth.chaos.simulator.clock.Chance;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Users: they ask any member, another one if it cannot be reached, and do not ask twice what may be in effect. */
final class Clients {
    /** Who is behind all that users cause. */
    static final String ACTOR = "user:sim";

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Surroundings around;
    private final Chance chance;
    private final Program program;

    Clients(Surroundings around) {
        this.around = around;
        this.chance = around.chance("client");
        this.program = new Program("client", around.agenda());
    }

    void ask(Request request) {
        Once<Outcome> once = new Once<>(outcome -> {
            around.trace()
                    .line(
                            "client",
                            () -> request.id()
                                    + switch (outcome) {
                                        case Outcome.Accepted(var _, var sequence) -> " accepted at " + sequence;
                                        case Outcome.Rejected(var rejection) -> " refused: " + rejection.text();
                                        case Outcome.Unknown(var reason) -> " unknown: " + reason;
                                    });
            around.witness().answered(request, outcome);
        });
        around.trace()
                .detail(
                        "client",
                        () -> "%s: %s %s"
                                .formatted(
                                        request.id(),
                                        request.entity(),
                                        around.names().brief(request.command())));
        program.after(PATIENCE, () -> once.accept(new Outcome.Unknown("no answer came")));
        List<Member> members = around.members();
        attempt(request, chance.below(members.size()), members.size(), once);
    }

    private void attempt(Request request, int first, int left, Consumer<Outcome> then) {
        List<Member> members = around.members();
        Member member = members.get(first % members.size());
        if (left == 0) {
            then.accept(new Outcome.Unknown("no member can be reached"));
        } else if (!member.isIn()) {
            attempt(request, first + 1, left - 1, then);
        } else {
            member.program()
                    .after(
                            around.network().latency(),
                            () -> execute(
                                    member,
                                    request,
                                    outcome -> program.after(around.network().latency(), () -> then.accept(outcome))));
        }
    }

    private static void execute(Member member, Request request, Consumer<Outcome> then) {
        Cause cause = new Cause(ACTOR, request.id());
        if (request.command() instanceof ServiceCommand.Put put) {
            new SecretVersions(member, put)
                    .resolve(resolved -> new ServicePut(member, request.entity(), resolved, cause, then).begin(), then);
        } else {
            member.ask(request.entity(), request.command(), cause, then);
        }
    }
}
