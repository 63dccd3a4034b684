package io.berth.http.route;

import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.EntityState;
import io.berth.domain.entity.Outcome;
import io.berth.http.ControlPlane;
import io.berth.http.Listing;
import io.berth.http.problem.Refusal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Asks entities on behalf of a call; refusals and absences fail the stage with their problem. */
public record Commands(ControlPlane control) {
    /** One entity with the sequence of its last event. */
    public record Found<S extends EntityState>(S state, long sequence) {}

    /** The entity as it is after the command. */
    public <S extends EntityState> CompletionStage<Found<S>> run(
            EntityRef entity, EntityCommand command, Call call, Class<S> type) {
        return control.execute(entity, command, call.cause())
                .thenApply(outcome -> Refusal.orAccepted(entity, outcome))
                .thenApply(
                        (Outcome.Accepted accepted) -> new Found<>(type.cast(accepted.state()), accepted.sequence()));
    }

    /** The entity, or a refusal if there is none. */
    public <S extends EntityState> CompletionStage<Found<S>> get(EntityRef entity, Class<S> type) {
        return control.get(entity)
                .thenApply(found -> found.filter(entry -> entry.state().exists())
                        .map(entry -> new Found<>(type.cast(entry.state()), entry.sequence()))
                        .orElseThrow(() -> Refusal.notFound("there is no " + entity)));
    }

    /** All existing entities of a kind. */
    public <S extends EntityState> CompletionStage<All<S>> list(EntityRef.Kind kind, Class<S> type) {
        return control.list(kind).thenApply(listing -> All.of(listing, type));
    }

    /**
     * A listing with the states' type.
     *
     * @param states by name of the entity
     * @param position from which a watch goes on
     * @param missing what is not included and why
     */
    public record All<S extends EntityState>(List<S> states, long position, String missing) {
        static <S extends EntityState> All<S> of(Listing listing, Class<S> type) {
            List<S> states = listing.entries().stream()
                    .filter(entry -> entry.state().exists())
                    .sorted(java.util.Comparator.comparing(
                            entry -> entry.entity().id()))
                    .map(entry -> type.cast(entry.state()))
                    .toList();
            return new All<>(states, listing.position(), listing.missing());
        }
    }
}
