package io.berth.domain.placement;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.Platform;
import io.berth.domain.spec.PortSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests of the service {@code web} for tests: one that asks for nothing, and changes of it. */
record RequestFixture(PlacementRequest request) {
    static final String WEB = "uid-web";
    static final PlacementRequest ANY = new RequestFixture(new PlacementRequest(
                    WEB, Resources.NONE, PlacementSpec.ANYWHERE, List.of(), "", Map.of(), Set.of()))
            .request();

    static RequestFixture web() {
        return new RequestFixture(ANY);
    }

    RequestFixture needs(long nanoCpus, long memoryBytes) {
        return new RequestFixture(new PlacementRequest(
                WEB,
                new Resources(nanoCpus, memoryBytes),
                request.placement(),
                request.hostPorts(),
                request.runtime(),
                request.ownTasks(),
                request.excluded()));
    }

    RequestFixture where(String key, Constraint.Operator operator, String value) {
        PlacementSpec old = request.placement();
        return placement(new PlacementSpec(
                List.of(new Constraint(key, operator, value)),
                old.spread(),
                old.maxPerNode(),
                old.platforms(),
                old.strategy()));
    }

    RequestFixture spread(String... labels) {
        PlacementSpec old = request.placement();
        return placement(new PlacementSpec(
                old.constraints(), List.of(labels), old.maxPerNode(), old.platforms(), old.strategy()));
    }

    RequestFixture maxPerNode(int max) {
        PlacementSpec old = request.placement();
        return placement(new PlacementSpec(old.constraints(), old.spread(), max, old.platforms(), old.strategy()));
    }

    RequestFixture platform(String os, String arch) {
        PlacementSpec old = request.placement();
        return placement(new PlacementSpec(
                old.constraints(), old.spread(), old.maxPerNode(), List.of(new Platform(os, arch)), old.strategy()));
    }

    RequestFixture binpack() {
        PlacementSpec old = request.placement();
        return placement(new PlacementSpec(
                old.constraints(), old.spread(), old.maxPerNode(), old.platforms(), PlacementSpec.Strategy.BINPACK));
    }

    RequestFixture placement(PlacementSpec placement) {
        return new RequestFixture(new PlacementRequest(
                WEB,
                request.reserved(),
                placement,
                request.hostPorts(),
                request.runtime(),
                request.ownTasks(),
                request.excluded()));
    }

    RequestFixture port(String protocol, int published) {
        return new RequestFixture(new PlacementRequest(
                WEB,
                request.reserved(),
                request.placement(),
                List.of(new PortSpec("", protocol, 80, published, PortSpec.PublishMode.HOST)),
                request.runtime(),
                request.ownTasks(),
                request.excluded()));
    }

    RequestFixture runtime(String runtime) {
        return new RequestFixture(new PlacementRequest(
                WEB,
                request.reserved(),
                request.placement(),
                request.hostPorts(),
                runtime,
                request.ownTasks(),
                request.excluded()));
    }

    RequestFixture own(Map<NodeId, Integer> ownTasks) {
        return new RequestFixture(new PlacementRequest(
                WEB,
                request.reserved(),
                request.placement(),
                request.hostPorts(),
                request.runtime(),
                ownTasks,
                request.excluded()));
    }

    RequestFixture excluding(NodeId node) {
        return new RequestFixture(new PlacementRequest(
                WEB,
                request.reserved(),
                request.placement(),
                request.hostPorts(),
                request.runtime(),
                request.ownTasks(),
                Set.of(node)));
    }
}
