package io.berth.http.compose;

import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RolloutPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code deploy} of a service. Defaults are Swarm's. */
final class DeployReader {
    private static final Map<String, RolloutPolicy.FailureAction> ACTIONS = Map.of(
            "pause", RolloutPolicy.FailureAction.PAUSE,
            "continue", RolloutPolicy.FailureAction.CONTINUE,
            "rollback", RolloutPolicy.FailureAction.ROLLBACK);
    private static final Map<String, RolloutPolicy.FailureAction> ROLLBACK_ACTIONS = Map.of(
            "pause", RolloutPolicy.FailureAction.PAUSE,
            "continue", RolloutPolicy.FailureAction.CONTINUE);
    private static final Map<String, RolloutPolicy.Order> ORDERS = Map.of(
            "stop-first", RolloutPolicy.Order.STOP_FIRST,
            "start-first", RolloutPolicy.Order.START_FIRST);
    private static final Map<String, RestartPolicy.Condition> CONDITIONS = Map.of(
            "none", RestartPolicy.Condition.NONE,
            "on-failure", RestartPolicy.Condition.ON_FAILURE,
            "any", RestartPolicy.Condition.ANY);
    private static final Map<String, String> MODES = Map.of(
            "replicated", "replicated",
            "global", "global",
            "replicated-job", "replicated-job",
            "global-job", "global-job");

    private DeployReader() {}

    static Deploy read(Section deploy, Origins origins) {
        Mode mode = mode(deploy, origins);
        Map<String, String> labels = deploy.take("labels")
                .map(field -> {
                    origins.put("labels", field);
                    return field.labels();
                })
                .orElse(Map.of());
        RolloutPolicy update = rollout(deploy, "update_config", "update", ACTIONS, origins);
        RolloutPolicy rollback = rollout(deploy, "rollback_config", "rollback", ROLLBACK_ACTIONS, origins);
        RestartPolicy restart = restart(deploy, mode, origins);
        PlacementSpec placement = placement(deploy, origins);
        Resources limit = Resources.NONE;
        Resources reserved = Resources.NONE;
        Optional<Section> resources = deploy.take("resources").map(Field::section);
        if (resources.isPresent()) {
            limit = amount(resources.get(), "limits", "template.containers[0].limit", origins);
            reserved = amount(resources.get(), "reservations", "template.containers[0].reserved", origins);
            resources.get().finish();
        }
        deploy.finish(Ignored.OF_DEPLOY);
        return new Deploy(mode, labels, update, rollback, restart, placement, reserved, limit);
    }

    private static Mode mode(Section deploy, Origins origins) {
        String mode = deploy.take("mode").flatMap(field -> field.choice(MODES)).orElse("replicated");
        Optional<Field> replicas = deploy.take("replicas");
        replicas.ifPresent(field -> {
            origins.put("mode", field);
            origins.put("mode.replicas", field);
        });
        int count = replicas.flatMap(Field::integer).orElse(1);
        if (mode.startsWith("global")) {
            replicas.ifPresent(field -> field.problem("cannot be given with mode " + mode + "; remove one of them"));
        }
        return switch (mode) {
            case "global" -> new Mode.Global();
            case "global-job" -> new Mode.GlobalJob();
            case "replicated-job" -> new Mode.ReplicatedJob(count, count);
            default -> new Mode.Replicated(count);
        };
    }

    private static RolloutPolicy rollout(
            Section deploy,
            String key,
            String specField,
            Map<String, RolloutPolicy.FailureAction> actions,
            Origins origins) {
        Optional<Field> config = deploy.take(key);
        if (config.isEmpty()) {
            return RolloutPolicy.DEFAULT;
        }
        RolloutPolicy standard = RolloutPolicy.DEFAULT;
        Section section = config.get().section();
        origins.put(specField + ".", config.get());
        RolloutPolicy policy = new RolloutPolicy(
                origin(section, "parallelism", specField + ".parallelism", origins)
                        .flatMap(Field::integer)
                        .orElse(standard.parallelism()),
                duration(section, "delay", specField + ".delay", standard.delay(), origins),
                section.take("failure_action")
                        .flatMap(field -> field.choice(actions))
                        .orElse(standard.onFailure()),
                duration(section, "monitor", specField + ".monitor", standard.monitor(), origins),
                origin(section, "max_failure_ratio", specField + ".maxFailureRatio", origins)
                        .flatMap(field -> field.parsed(DeployReader::ratio))
                        .orElse(standard.maxFailureRatio()),
                section.take("order").flatMap(field -> field.choice(ORDERS)).orElse(standard.order()));
        section.finish();
        return policy;
    }

    private static double ratio(String text) {
        if (!text.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw new IllegalArgumentException("\"" + text + "\" must be a number 0..1");
        }
        return Double.parseDouble(text);
    }

    private static RestartPolicy restart(Section deploy, Mode mode, Origins origins) {
        RestartPolicy standard = RestartPolicy.DEFAULT;
        // A job that ended well is done: it is started again only if it failed.
        RestartPolicy.Condition condition = mode.isJob() ? RestartPolicy.Condition.ON_FAILURE : standard.condition();
        Optional<Field> policy = deploy.take("restart_policy");
        if (policy.isEmpty()) {
            return new RestartPolicy(
                    condition, standard.delay(), standard.maxAttempts(), standard.window(), standard.place());
        }
        Section section = policy.get().section();
        RestartPolicy read = new RestartPolicy(
                section.take("condition")
                        .flatMap(field -> field.choice(CONDITIONS))
                        .orElse(condition),
                duration(section, "delay", "template.restart.delay", standard.delay(), origins),
                origin(section, "max_attempts", "template.restart.maxAttempts", origins)
                        .flatMap(Field::integer)
                        .orElse(standard.maxAttempts()),
                duration(section, "window", "template.restart.window", standard.window(), origins),
                standard.place());
        section.finish();
        return read;
    }

    private static PlacementSpec placement(Section deploy, Origins origins) {
        Optional<Section> placement = deploy.take("placement").map(Field::section);
        if (placement.isEmpty()) {
            return PlacementSpec.ANYWHERE;
        }
        Section section = placement.get();
        List<Constraint> constraints = new ArrayList<>();
        for (Field item : section.take("constraints").map(Field::items).orElse(List.of())) {
            item.parsed(DeployReader::constraint).ifPresent(constraints::add);
        }
        List<String> spread = new ArrayList<>();
        for (Field item : section.take("preferences").map(Field::items).orElse(List.of())) {
            Section preference = item.section();
            origins.put("template.placement.spread[" + spread.size() + "]", item);
            preference.take("spread").flatMap(Field::text).ifPresent(spread::add);
            preference.finish();
        }
        int maxPerNode = origin(section, "max_replicas_per_node", "template.placement.maxPerNode", origins)
                .flatMap(Field::integer)
                .orElse(0);
        section.finish();
        return new PlacementSpec(constraints, spread, maxPerNode, List.of(), PlacementSpec.Strategy.SPREAD);
    }

    private static Constraint constraint(String text) {
        try {
            return Constraint.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\": " + e.getMessage(), e);
        }
    }

    private static Resources amount(Section resources, String key, String specField, Origins origins) {
        Optional<Field> field = resources.take(key);
        if (field.isEmpty()) {
            return Resources.NONE;
        }
        Section section = field.get().section();
        long cpus = origin(section, "cpus", specField + ".nanoCpus", origins)
                .flatMap(present -> present.parsed(Amounts::nanoCpus))
                .orElse(0L);
        long memory = origin(section, "memory", specField + ".memoryBytes", origins)
                .flatMap(present -> present.parsed(Amounts::size))
                .orElse(0L);
        section.finish(Map.of(
                "pids", "only processor and memory are limited",
                "devices", "only processor and memory are counted",
                "generic_resources", "only processor and memory are counted"));
        return new Resources(cpus, memory);
    }

    private static Duration duration(
            Section section, String key, String specField, Duration fallback, Origins origins) {
        return origin(section, key, specField, origins)
                .flatMap(field -> field.parsed(Amounts::duration))
                .orElse(fallback);
    }

    private static Optional<Field> origin(Section section, String key, String specField, Origins origins) {
        Optional<Field> field = section.take(key);
        field.ifPresent(present -> origins.put(specField, present));
        return field;
    }
}
