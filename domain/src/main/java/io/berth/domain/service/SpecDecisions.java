package io.berth.domain.service;

import static io.berth.domain.entity.Rejection.Code.CONFLICT;
import static io.berth.domain.entity.Rejection.Code.INVALID;
import static io.berth.domain.entity.Rejection.Code.NOT_FOUND;
import static io.berth.domain.entity.Rejection.Code.STALE;

import io.berth.domain.command.ServiceCommand.Put;
import io.berth.domain.entity.Decision;
import io.berth.domain.service.ServiceEvent.Change;
import io.berth.domain.service.ServiceEvent.RemovalStarted;
import io.berth.domain.service.ServiceEvent.RolloutChanged;
import io.berth.domain.service.ServiceEvent.ServiceCreated;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.ServiceSpec;
import java.util.Objects;
import java.util.Optional;

/** What users' commands do to a service. The spec itself was checked before (see {@code SpecRules}). */
final class SpecDecisions {
    private SpecDecisions() {}

    static Decision<ServiceEvent> put(ServiceState state, Put put) {
        if (put.ifRevision().isPresent() && put.ifRevision().getAsLong() != state.revision()) {
            return Decision.reject(
                    STALE,
                    "cannot put service %s: it is at revision %d, the request expects %d; read it again"
                            .formatted(
                                    state.id().name(),
                                    state.revision(),
                                    put.ifRevision().getAsLong()));
        }
        if (!state.exists() && !put.uid().isEmpty() && put.uid().equals(state.formerUid())) {
            return Decision.reject(
                    CONFLICT,
                    "cannot put service %s: it was removed while the request was on its way; send it again"
                            .formatted(state.id().name()));
        }
        if (!state.exists()) {
            return Decision.accept(new ServiceCreated(state.id(), put.uid(), put.spec()));
        }
        return present(state, "put")
                .orElseGet(() -> isPresent(put.spec(), state) ? Decision.noChange() : update(state, put.spec()));
    }

    /** Whether a spec changes nothing; one without a form leaves the form as it is. */
    private static boolean isPresent(ServiceSpec spec, ServiceState state) {
        return spec.equals(spec.form().isEmpty() ? unformed(state) : state.spec());
    }

    private static ServiceSpec unformed(ServiceState state) {
        return state.spec().withForm(Optional.empty());
    }

    private static Decision<ServiceEvent> update(ServiceState state, ServiceSpec spec) {
        Mode now = state.spec().mode();
        if (!now.getClass().equals(spec.mode().getClass())) {
            return Decision.reject(
                    INVALID,
                    "cannot put service %s: service mode change is not allowed, from %s to %s; remove the service first"
                            .formatted(
                                    state.id().name(), now.word(), spec.mode().word()));
        }
        boolean isScale = spec.withMode(now).equals(unformed(state)) && !now.isJob();
        return change(state, spec, isScale ? Change.SCALE : Change.UPDATE);
    }

    static Decision<ServiceEvent> scale(ServiceState state, int replicas) {
        return present(state, "scale").orElseGet(() -> switch (state.spec().mode()) {
            case Mode.Replicated(int now) when now == replicas -> Decision.noChange();
            case Mode.Replicated _ -> change(state, state.spec().withMode(new Mode.Replicated(replicas)), Change.SCALE);
            case Mode.ReplicatedJob _, Mode.Global _, Mode.GlobalJob _ ->
                Decision.reject(
                        INVALID,
                        "cannot scale service %s: scale can only be used with replicated mode"
                                .formatted(state.id().name()));
        });
    }

    static Decision<ServiceEvent> rollback(ServiceState state) {
        return present(state, "roll back").orElseGet(() -> {
            if (state.previous() == 0) {
                return Decision.reject(
                        CONFLICT,
                        "cannot roll back service %s: it does not have a previous spec"
                                .formatted(state.id().name()));
            }
            return change(state, previousSpec(state), Change.ROLLBACK);
        });
    }

    static ServiceSpec previousSpec(ServiceState state) {
        return Objects.requireNonNull(state.specs().get(state.previous()), "previous spec");
    }

    static Decision<ServiceEvent> restart(ServiceState state) {
        return present(state, "restart").orElseGet(() -> {
            ServiceSpec spec = state.spec();
            return change(
                    state,
                    spec.withTemplate(
                            spec.template().withForceUpdate(spec.template().forceUpdate() + 1)),
                    Change.RESTART);
        });
    }

    static Decision<ServiceEvent> pause(ServiceState state) {
        return present(state, "pause the rollout of").orElseGet(() -> switch (status(state)) {
            case UPDATING -> Decision.accept(new RolloutChanged(Rollout.Status.PAUSED, "update paused by request"));
            case ROLLBACK_STARTED ->
                Decision.accept(new RolloutChanged(Rollout.Status.ROLLBACK_PAUSED, "rollback paused by request"));
            case PAUSED, ROLLBACK_PAUSED -> Decision.noChange();
            case COMPLETED, ROLLBACK_COMPLETED -> noRollout(state, "pause", "running");
        });
    }

    static Decision<ServiceEvent> resume(ServiceState state) {
        return present(state, "resume the rollout of").orElseGet(() -> switch (status(state)) {
            case PAUSED -> Decision.accept(new RolloutChanged(Rollout.Status.UPDATING, "update in progress"));
            case ROLLBACK_PAUSED ->
                Decision.accept(new RolloutChanged(Rollout.Status.ROLLBACK_STARTED, "rollback in progress"));
            case UPDATING, ROLLBACK_STARTED -> Decision.noChange();
            case COMPLETED, ROLLBACK_COMPLETED -> noRollout(state, "resume", "paused");
        });
    }

    private static Rollout.Status status(ServiceState state) {
        return state.rollout().map(Rollout::status).orElse(Rollout.Status.COMPLETED);
    }

    private static Decision<ServiceEvent> noRollout(ServiceState state, String verb, String wanted) {
        return Decision.reject(
                CONFLICT,
                "cannot %s the rollout of service %s: no rollout is %s"
                        .formatted(verb, state.id().name(), wanted));
    }

    static Decision<ServiceEvent> remove(ServiceState state) {
        if (!state.exists()) {
            return notFound(state);
        }
        return state.isRemoving() ? Decision.noChange() : Decision.accept(new RemovalStarted());
    }

    private static Decision<ServiceEvent> change(ServiceState state, ServiceSpec spec, Change change) {
        String message = switch (change) {
            case UPDATE, SCALE, RESTART -> "update in progress";
            case ROLLBACK, REVERT -> "manually requested rollback";
        };
        return Decision.accept(Rollouts.change(state, spec, change, message));
    }

    /** The refusal of a command that needs a service which is there to stay. */
    private static Optional<Decision<ServiceEvent>> present(ServiceState state, String verb) {
        if (!state.exists()) {
            return Optional.of(notFound(state));
        }
        if (state.isRemoving()) {
            return Optional.of(Decision.reject(
                    CONFLICT,
                    "cannot %s service %s: it is being removed; try again when it is gone"
                            .formatted(verb, state.id().name())));
        }
        return Optional.empty();
    }

    private static Decision<ServiceEvent> notFound(ServiceState state) {
        return Decision.reject(
                NOT_FOUND, "service %s not found".formatted(state.id().name()));
    }
}
