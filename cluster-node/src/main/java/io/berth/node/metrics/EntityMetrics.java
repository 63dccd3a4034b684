package io.berth.node.metrics;

import io.berth.domain.entity.EntityRef;
import io.berth.domain.entity.Journaled;
import io.berth.domain.entity.Recorded;
import io.berth.domain.placement.Explanation;
import io.berth.domain.placement.Veto;
import io.berth.domain.service.Rollout;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.TaskTimes;
import io.berth.sharding.entity.Witness;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Counts and times what the entities of this member do. What can be is there from the start, with 0. */
final class EntityMetrics implements Witness {
    private static final double[] QUICK = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
    private static final double[] SLOW = {0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300};
    private static final double NANOS = 1e9;

    /** Their names are asked for with every event. */
    private static final ClassValue<String> WORDS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            String typed = Journaled.type(EntityRef.Kind.SERVICE, type);
            return typed.substring(typed.indexOf('.') + 1);
        }
    };

    private final Counter commands;
    private final Histogram commandTime;
    private final Counter events;
    private final Histogram journalTime;
    private final Histogram placementTime;
    private final Counter placed;
    private final Counter refusals;
    private final Counter nodeRefusals;
    private final Counter rollouts;
    private final Histogram startTime;
    private final Histogram healTime;

    EntityMetrics(PrometheusRegistry registry) {
        commands = counter(registry, "berth_commands_total", "Commands to entities", "kind", "command", "outcome");
        commandTime = times(
                registry, "berth_command_duration_seconds", "From a command to its durable events", QUICK, "kind");
        events = counter(registry, "berth_events_total", "Recorded events", "type");
        journalTime =
                times(registry, "berth_journal_write_duration_seconds", "From a decision to its durable events", QUICK);
        placementTime = times(
                registry,
                "berth_placement_duration_seconds",
                "Deciding commands that placed tasks or could not",
                QUICK);
        placed = counter(registry, "berth_placements_total", "Slots placed, or found to fit nowhere", "outcome");
        refusals = counter(
                registry, "berth_placement_refusals_total", "Nodes that a placement refused, by reason", "reason");
        nodeRefusals = counter(
                registry, "berth_node_refusals_total", "Tasks that a node refused by its own books after placement");
        rollouts = counter(registry, "berth_rollouts_total", "Rollouts that came to a status", "status");
        startTime = times(registry, "berth_task_start_duration_seconds", "From placement to running", SLOW);
        healTime = times(
                registry,
                "berth_heal_duration_seconds",
                "From the end of a task that nobody asked for to its successor running",
                SLOW);
        begin();
    }

    private void begin() {
        for (EntityRef.Kind kind : EntityRef.Kind.values()) {
            commandTime.initLabelValues(kind.word());
        }
        Arrays.stream(Veto.Filter.values()).map(EntityMetrics::word).forEach(refusals::initLabelValues);
        Arrays.stream(Rollout.Status.values()).map(Rollout.Status::word).forEach(rollouts::initLabelValues);
        placed.initLabelValues("placed");
        placed.initLabelValues("pending");
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    private static Histogram times(
            PrometheusRegistry registry, String name, String help, double[] bounds, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(bounds)
                .register(registry);
    }

    private static String word(Veto.Filter filter) {
        return filter.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void saw(Act act) {
        String kind = act.entity().kind().word();
        String outcome = act.refusal()
                .map(refusal -> refusal.code().name().toLowerCase(Locale.ROOT))
                .orElse("accepted");
        commands.labelValues(kind, WORDS.get(act.command().getClass()), outcome).inc();
        commandTime.labelValues(kind).observe(seconds(act.deciding().plus(act.recording())));
        if (act.events().isEmpty()) {
            return;
        }
        journalTime.observe(seconds(act.recording()));
        boolean isPlacement = false;
        for (Recorded<?> recorded : act.events()) {
            events.labelValues(kind + "." + WORDS.get(recorded.event().getClass()))
                    .inc();
            if (recorded.event() instanceof ServiceEvent event) {
                isPlacement |= sawPlacement(event);
                sawService(event, (ServiceState) act.before(), (ServiceState) act.after());
            }
        }
        if (isPlacement) {
            placementTime.observe(seconds(act.deciding()));
        }
    }

    private boolean sawPlacement(ServiceEvent event) {
        return switch (event) {
            case ServiceEvent.TasksAssigned assigned -> {
                placed.labelValues("placed").inc(assigned.tasks().size());
                count(assigned.why());
                yield true;
            }
            case ServiceEvent.SlotsPending pending -> {
                placed.labelValues("pending").inc(pending.slots().size());
                count(pending.why());
                yield true;
            }
            default -> false;
        };
    }

    private void sawService(ServiceEvent event, ServiceState before, ServiceState after) {
        switch (event) {
            case ServiceEvent.TasksRefused refused ->
                nodeRefusals.inc(refused.tasks().size());
            case ServiceEvent.RolloutStarted started ->
                rollouts.labelValues(
                                started.kind() == Rollout.Kind.ROLLBACK
                                        ? Rollout.Status.ROLLBACK_STARTED.word()
                                        : Rollout.Status.UPDATING.word())
                        .inc();
            case ServiceEvent.RolloutChanged changed ->
                rollouts.labelValues(changed.status().word()).inc();
            default ->
                TaskTimes.of(before, after, event).forEach(times -> {
                    startTime.observe(seconds(times.start()));
                    times.heal().ifPresent(heal -> healTime.observe(seconds(heal)));
                });
        }
    }

    private void count(Explanation why) {
        why.refusals()
                .forEach(refusal -> refusals.labelValues(word(refusal.filter())).inc(refusal.nodes()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
