package io.berth.node.metrics;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.fleet.Availability;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.fleet.NodeView;
import io.berth.domain.node.NodeState;
import io.berth.domain.node.NodeViews;
import io.berth.domain.service.Rollout;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.TaskCounts;
import io.berth.domain.task.TaskState;
import io.berth.sharding.directory.Directory;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;

/**
 * What the entities of this member are, read from their states at each scrape. Every entity is told by the one member on
 * which it lives, so that the sum over all members is the cluster.
 */
final class StateMetrics implements MultiCollector {
    private static final double NANOS = 1e9;
    private static final String NO_ROLLOUT = "none";

    private final Directory directory;

    StateMetrics(Directory directory) {
        this.directory = directory;
    }

    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        entities().forEach(family -> all.metricSnapshot(family.snapshot()));
        services().forEach(family -> all.metricSnapshot(family.snapshot()));
        nodes().forEach(family -> all.metricSnapshot(family.snapshot()));
        return all.build();
    }

    private List<GaugeFamily> entities() {
        GaugeFamily entities = new GaugeFamily("berth_entities", "Entities that live on this member", "kind");
        GaugeFamily shards =
                new GaugeFamily("berth_entity_shards", "Shards with entities that live on this member", "kind");
        for (EntityRef.Kind kind : EntityRef.Kind.values()) {
            entities.set(directory.list(kind).size(), kind.word());
            shards.set(directory.shards(kind), kind.word());
        }
        return List.of(entities, shards);
    }

    private List<GaugeFamily> services() {
        String[] names = {"kind", "namespace", "service"};
        GaugeFamily desired =
                new GaugeFamily("berth_service_tasks_desired", "Tasks that should run, or complete in all", names);
        GaugeFamily running = new GaugeFamily("berth_service_tasks_running", "Wanted tasks that run", names);
        GaugeFamily pending = new GaugeFamily("berth_service_tasks_pending", "Slots that no node can take", names);
        GaugeFamily tasks = new GaugeFamily("berth_tasks", "Tasks that are remembered", "state");
        GaugeFamily rollouts = new GaugeFamily("berth_service_rollouts", "Services by their last rollout", "status");
        for (TaskState state : TaskState.values()) {
            tasks.set(0, state.word());
        }
        rollouts.set(0, NO_ROLLOUT);
        for (Rollout.Status status : Rollout.Status.values()) {
            rollouts.set(0, status.word());
        }
        for (Directory.Entry entry : directory.list(EntityRef.Kind.SERVICE)) {
            ServiceState state = (ServiceState) entry.state();
            TaskCounts counts = TaskCounts.of(state);
            String[] service = {
                state.id().kind(), state.id().namespace(), state.id().name()
            };
            desired.set(counts.desired(), service);
            running.set(counts.running(), service);
            pending.set(counts.pending(), service);
            counts.byState().forEach((word, count) -> tasks.add(count, word));
            rollouts.add(
                    1, state.rollout().map(rollout -> rollout.status().word()).orElse(NO_ROLLOUT));
        }
        return List.of(desired, running, pending, tasks, rollouts);
    }

    private List<GaugeFamily> nodes() {
        String[] names = {"node", "hostname"};
        GaugeFamily nodes = new GaugeFamily("berth_nodes", "Nodes", "status", "availability");
        GaugeFamily tasks = new GaugeFamily("berth_node_tasks", "Live tasks on a node", names);
        GaugeFamily cpu = new GaugeFamily("berth_node_cpu_capacity_cores", "What tasks may reserve", names);
        GaugeFamily cpuHeld = new GaugeFamily("berth_node_cpu_reserved_cores", "What live tasks reserve", names);
        GaugeFamily memory = new GaugeFamily("berth_node_memory_capacity_bytes", "What tasks may reserve", names);
        GaugeFamily memoryHeld = new GaugeFamily("berth_node_memory_reserved_bytes", "What live tasks reserve", names);
        for (Liveness status : Liveness.values()) {
            for (Availability availability : Availability.values()) {
                nodes.set(0, status.word(), availability.word());
            }
        }
        for (Directory.Entry entry : directory.list(EntityRef.Kind.NODE)) {
            NodeView view = NodeViews.of((NodeState) entry.state());
            String[] node = {view.id().value(), view.info().hostname()};
            nodes.add(1, view.liveness().word(), view.availability().word());
            tasks.set(view.tasks(), node);
            cpu.set(view.info().capacity().nanoCpus() / NANOS, node);
            cpuHeld.set(view.reserved().nanoCpus() / NANOS, node);
            memory.set((double) view.info().capacity().memoryBytes(), node);
            memoryHeld.set((double) view.reserved().memoryBytes(), node);
        }
        return List.of(nodes, tasks, cpu, cpuHeld, memory, memoryHeld);
    }
}
