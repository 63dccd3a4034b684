package io.berth.node.wiring;

import io.berth.domain.agent.EngineRequest;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityCommand;
import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Journaled;
import io.berth.domain.entity.Outcome;
import io.berth.domain.fleet.FleetView;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.seal.SealedValue;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.task.TaskId;
import io.berth.http.ControlPlane;
import io.berth.http.EngineExchange;
import io.berth.http.Listing;
import io.berth.http.problem.ProblemCode;
import io.berth.http.problem.Refusal;
import io.berth.node.vault.Vault;
import io.berth.sharding.directory.Directory;
import io.berth.sharding.directory.Fleet;
import io.berth.sharding.directory.Listings;
import io.berth.sharding.entity.Entities;
import io.berth.sharding.traffic.Traffic;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** The member as its routes see it. */
final class MemberControlPlane implements ControlPlane {
    private final Entities entities;
    private final Directory directory;
    private final Listings listings;
    private final Fleet fleet;
    private final EventLog log;
    private final NodeSources nodes;
    private final Vault vault;
    private final Recovery recovery;
    private final Traffic traffic;
    private final Here here;
    private final ServicePuts puts;

    MemberControlPlane(
            Entities entities,
            Directory directory,
            Listings listings,
            Fleet fleet,
            EventLog log,
            NodeSources nodes,
            Vault vault,
            Recovery recovery,
            Traffic traffic,
            Here here) {
        this.entities = entities;
        this.directory = directory;
        this.listings = listings;
        this.fleet = fleet;
        this.log = log;
        this.nodes = nodes;
        this.vault = vault;
        this.recovery = recovery;
        this.traffic = traffic;
        this.here = here;
        this.puts = new ServicePuts(entities, this);
    }

    @Override
    public CompletionStage<Outcome> execute(EntityRef entity, EntityCommand command, Cause cause) {
        return command instanceof ServiceCommand.Put put
                ? puts.put(entity, put, cause)
                : entities.ask(entity, command, cause);
    }

    @Override
    public CompletionStage<Listing> list(EntityRef.Kind kind) {
        // The position is read first: a watch from there may see again what the list shows, but misses nothing.
        long position = log.position();
        return listings.list(kind)
                .thenApply(listed -> new Listing(
                        listed.entries().stream().map(MemberControlPlane::entry).toList(),
                        position,
                        listed.missing().orElse("")));
    }

    @Override
    public CompletionStage<Optional<Listing.Entry>> get(EntityRef entity) {
        Optional<Directory.Entry> here = directory.get(entity);
        return here.isPresent()
                ? CompletableFuture.completedStage(here.map(MemberControlPlane::entry))
                : entities.describe(entity).thenApply(outcome -> switch (outcome) {
                    case Outcome.Accepted(var state, var sequence) ->
                        state.exists()
                                ? Optional.of(new Listing.Entry(entity, sequence, state))
                                : Optional.<Listing.Entry>empty();
                    case Outcome.Rejected(var rejection) -> throw new IllegalStateException(rejection.text());
                    case Outcome.Unknown _ ->
                        throw Refusal.of(
                                ProblemCode.NOT_READY,
                                ("%s does not answer, which it cannot while it is being recovered or the journal cannot"
                                                + " be used; try again soon")
                                        .formatted(entity));
                });
    }

    private static Listing.Entry entry(Directory.Entry entry) {
        return new Listing.Entry(entry.entity(), entry.sequence(), entry.state());
    }

    @Override
    public Set<String> portProblems(ServiceId service) {
        return traffic.problems(service);
    }

    @Override
    public FleetView fleet() {
        return fleet.view();
    }

    @Override
    public Source<Journaled, NotUsed> events(long after, boolean isLive) {
        return log.events(after, isLive);
    }

    @Override
    public long position() {
        return log.position();
    }

    @Override
    public long earliest() {
        return log.earliest();
    }

    @Override
    public Source<Journaled, NotUsed> history(EntityRef entity) {
        return log.history(entity);
    }

    @Override
    public Source<LogLine, NotUsed> logs(NodeId node, TaskId task, LogQuery query) {
        return nodes.read(node, task, query);
    }

    @Override
    public EngineExchange engine(NodeId node, EngineRequest request) {
        return new PassedExchange(nodes.engine(node, request));
    }

    @Override
    public SealedValue seal(byte[] value) {
        return vault.seal(value);
    }

    @Override
    public byte[] open(SealedValue value) {
        return vault.open(value);
    }

    @Override
    public String tokenSecret(String id) {
        return vault.tokenSecret(id);
    }

    @Override
    public Here here() {
        return here;
    }

    @Override
    public Optional<String> notReady() {
        return recovery.missing();
    }
}
