package io.berth.domain.service;

import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.ServiceCommand.ClaimAsks;
import io.berth.domain.command.ServiceCommand.ClaimConfirmed;
import io.berth.domain.command.ServiceCommand.ClaimReleased;
import io.berth.domain.command.ServiceCommand.NodeAccepted;
import io.berth.domain.command.ServiceCommand.NodeEvicts;
import io.berth.domain.command.ServiceCommand.NodeRefused;
import io.berth.domain.command.ServiceCommand.NodeReported;
import io.berth.domain.command.ServiceCommand.PauseRollout;
import io.berth.domain.command.ServiceCommand.Put;
import io.berth.domain.command.ServiceCommand.Remove;
import io.berth.domain.command.ServiceCommand.Restart;
import io.berth.domain.command.ServiceCommand.ResumeRollout;
import io.berth.domain.command.ServiceCommand.Rollback;
import io.berth.domain.command.ServiceCommand.Scale;
import io.berth.domain.command.ServiceCommand.Wake;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.Decision;
import io.berth.domain.entity.Instruction;
import io.berth.domain.entity.Recorded;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.rules.Context;
import io.berth.domain.rules.Rules;
import io.berth.domain.spec.ServiceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a service. A command leads to events of its own; whatever must follow from them (tasks to place, stop or
 * restart, the next step of a rollout) is found by {@link Reconciliation} and recorded with them.
 */
public final class ServiceRules implements Rules<ServiceState, ServiceCommand, ServiceEvent> {
    @Override
    public ServiceState initial(String id) {
        return ServiceState.absent(ServiceId.parse(id));
    }

    @Override
    public Decision<ServiceEvent> decide(ServiceState state, ServiceCommand command, Context context) {
        Decision<ServiceEvent> direct = direct(state, command, context);
        return switch (direct) {
            case Decision.Reject<ServiceEvent> _ -> direct;
            case Decision.Accept<ServiceEvent>(var events, var answers) ->
                new Decision.Accept<>(consequences(state, events, excluded(command), context), answers);
        };
    }

    private Decision<ServiceEvent> direct(ServiceState state, ServiceCommand command, Context context) {
        return switch (command) {
            case Put put -> SpecDecisions.put(state, put);
            case Scale(int replicas) -> SpecDecisions.scale(state, replicas);
            case Rollback _ -> SpecDecisions.rollback(state);
            case Restart _ -> SpecDecisions.restart(state);
            case PauseRollout _ -> SpecDecisions.pause(state);
            case ResumeRollout _ -> SpecDecisions.resume(state);
            case Remove _ -> SpecDecisions.remove(state);
            case NodeAccepted accepted -> NodeDecisions.accepted(state, accepted, context.now());
            case NodeRefused refused -> NodeDecisions.refused(state, refused);
            case NodeReported reported -> NodeDecisions.reported(state, reported);
            case NodeEvicts evicts -> NodeDecisions.evicts(state, evicts);
            case ClaimAsks asks -> ClaimDecisions.asks(state, asks);
            case ClaimConfirmed confirmed -> ClaimDecisions.confirmed(state, confirmed);
            case ClaimReleased released -> ClaimDecisions.released(state, released);
            case Wake(boolean recovered) ->
                new Decision.Accept<>(List.of(), recovered ? ServiceInstructions.questions(state) : List.of());
        };
    }

    /** A node that has just refused is not asked again in the same breath: its broadcast books may still be on the way. */
    private static Set<NodeId> excluded(ServiceCommand command) {
        return command instanceof NodeRefused refused ? Set.of(refused.node()) : Set.of();
    }

    private List<ServiceEvent> consequences(
            ServiceState before, List<ServiceEvent> direct, Set<NodeId> excluded, Context context) {
        List<ServiceEvent> all = new ArrayList<>(direct);
        ServiceState state = before;
        for (ServiceEvent event : direct) {
            state = apply(state, recorded(event, context.now()));
        }
        List<ServiceEvent> next = Reconciliation.next(state, excluded, context);
        // Each step only reacts to what the step before has changed, so a handful of rounds is the most that is seen.
        while (!next.isEmpty()) {
            for (ServiceEvent event : next) {
                state = apply(state, recorded(event, context.now()));
            }
            all.addAll(next);
            if (all.size() > MAX_EVENTS) {
                throw new IllegalStateException("no end of consequences for " + state.id() + ": " + next);
            }
            next = Reconciliation.next(state, excluded, context);
        }
        return all;
    }

    private static final int MAX_EVENTS = 10_000;

    private static Recorded<ServiceEvent> recorded(ServiceEvent event, Instant now) {
        return new Recorded<>(event, now, Cause.SYSTEM);
    }

    @Override
    public ServiceState apply(ServiceState state, Recorded<ServiceEvent> recorded) {
        return ServiceFold.apply(state, recorded.event(), recorded.at());
    }

    @Override
    public List<Instruction> instructions(ServiceState state) {
        return ServiceInstructions.of(state);
    }

    @Override
    public Optional<Difference> difference(ServiceState before, ServiceState now) {
        return Optional.of(ServiceInstructions.difference(before, now));
    }

    @Override
    public List<Instruction> questions(ServiceState state) {
        return ServiceInstructions.questions(state);
    }

    @Override
    public boolean hasQuestions(ServiceState state) {
        return state.places().signs().has(Signs.Mark.UNDER_WAY);
    }

    @Override
    public ServiceCommand wake(boolean recovered) {
        return new Wake(recovered);
    }

    @Override
    public boolean watchesFleet(ServiceState state) {
        return state.exists()
                && !state.isRemoving()
                && (state.spec().mode().isGlobal() || state.places().signs().has(Signs.Mark.PENDING));
    }

    @Override
    public Optional<Instant> wakeAt(ServiceState state) {
        return Reconciliation.wakeAt(state);
    }
}
