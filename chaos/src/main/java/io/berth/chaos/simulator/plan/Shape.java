package io.berth.chaos.simulator.plan;

import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.ContainerSpec;
import io.berth.domain.spec.FileRef;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.TaskTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service's spec in the few dimensions that matter here.
 *
 * @param mode how many tasks
 * @param image whose name says how its containers behave
 * @param milliCpus that each task reserves
 * @param ingress cluster-wide port
 * @param host port on each node
 * @param zone that the tasks are bound to
 * @param secret that each task gets
 * @param rollout for updates and rollbacks
 * @param restart what follows when a task ends
 */
public record Shape(
        Mode mode,
        String image,
        int milliCpus,
        Optional<Integer> ingress,
        Optional<Integer> host,
        Optional<String> zone,
        Optional<String> secret,
        RolloutPolicy rollout,
        RestartPolicy restart) {
    private static final int TARGET_PORT = 80;
    private static final int LEAST_MILLI_CPUS = 100;
    private static final String PLAIN_IMAGE = "app:1";

    public ServiceSpec spec() {
        ContainerSpec plain = ContainerSpec.of("main", image, List.of());
        ContainerSpec container = new ContainerSpec(
                        plain.name(),
                        plain.image(),
                        plain.command(),
                        plain.args(),
                        plain.env(),
                        plain.workdir(),
                        plain.user(),
                        plain.hostname(),
                        plain.labels(),
                        plain.mounts(),
                        new Resources(milliCpus * 1_000_000L, 0),
                        Resources.NONE,
                        plain.stopSignal(),
                        plain.stopGrace(),
                        plain.health(),
                        plain.secrets(),
                        plain.configs())
                .withFiles(
                        secret.map(name -> new FileRef(name, 0, name, "0", "0", 0400)).stream()
                                .toList(),
                        List.of());
        List<Constraint> constraints = zone.map(name -> Constraint.parse("node.labels.zone==" + name)).stream()
                .toList();
        TaskTemplate template = new TaskTemplate(
                List.of(),
                List.of(container),
                restart,
                new PlacementSpec(constraints, List.of(), 0, List.of(), PlacementSpec.Strategy.SPREAD),
                List.of(),
                "",
                0);
        List<PortSpec> ports = new ArrayList<>();
        ingress.ifPresent(port -> ports.add(new PortSpec("", "tcp", TARGET_PORT, port, PublishMode.INGRESS)));
        host.ifPresent(port -> ports.add(new PortSpec("", "tcp", TARGET_PORT, port, PublishMode.HOST)));
        return new ServiceSpec(Map.of(), mode, template, rollout, rollout, ports);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%s of %s, %dm".formatted(mode, image, milliCpus));
        ingress.ifPresent(port -> text.append(", ingress ").append(port));
        host.ifPresent(port -> text.append(", host ").append(port));
        zone.ifPresent(name -> text.append(", zone ").append(name));
        secret.ifPresent(name -> text.append(", secret ").append(name));
        if (!rollout.equals(RolloutPolicy.DEFAULT)) {
            text.append(policy());
        }
        if (!restart.equals(RestartPolicy.DEFAULT)) {
            text.append(", restart %s after %s, at most %d"
                    .formatted(restart.condition(), Step.seconds(restart.delay()), restart.maxAttempts()));
        }
        return text.toString();
    }

    private String policy() {
        return ", rollout %s by %d every %s, on failure %s (%.1f), watched for %s"
                .formatted(
                        rollout.order(),
                        rollout.parallelism(),
                        Step.seconds(rollout.delay()),
                        rollout.onFailure(),
                        rollout.maxFailureRatio(),
                        Step.seconds(rollout.monitor()));
    }

    /** The same service with another image. */
    Shape withImage(String other) {
        return new Shape(mode, other, milliCpus, ingress, host, zone, secret, rollout, restart);
    }

    /** Variants that ask for less, each in one respect. */
    List<Shape> simpler() {
        List<Shape> simpler = new ArrayList<>();
        if (mode instanceof Mode.Replicated(int replicas) && replicas > 1) {
            simpler.add(with(new Mode.Replicated(1), milliCpus, rollout, restart));
            simpler.add(with(new Mode.Replicated(replicas - 1), milliCpus, rollout, restart));
        }
        ingress.ifPresent(_ -> simpler.add(keeping(Optional.empty(), host, zone, secret)));
        host.ifPresent(_ -> simpler.add(keeping(ingress, Optional.empty(), zone, secret)));
        zone.ifPresent(_ -> simpler.add(keeping(ingress, host, Optional.empty(), secret)));
        secret.ifPresent(_ -> simpler.add(keeping(ingress, host, zone, Optional.empty())));
        if (!rollout.equals(RolloutPolicy.DEFAULT)) {
            simpler.add(with(mode, milliCpus, RolloutPolicy.DEFAULT, restart));
        }
        if (!restart.equals(RestartPolicy.DEFAULT)) {
            simpler.add(with(mode, milliCpus, rollout, RestartPolicy.DEFAULT));
        }
        if (milliCpus > LEAST_MILLI_CPUS) {
            simpler.add(with(mode, LEAST_MILLI_CPUS, rollout, restart));
        }
        if (!mode.isJob() && !image.equals(PLAIN_IMAGE)) {
            simpler.add(withImage(PLAIN_IMAGE));
        }
        return simpler;
    }

    private Shape with(Mode otherMode, int otherMilliCpus, RolloutPolicy otherRollout, RestartPolicy otherRestart) {
        return new Shape(otherMode, image, otherMilliCpus, ingress, host, zone, secret, otherRollout, otherRestart);
    }

    private Shape keeping(
            Optional<Integer> someIngress,
            Optional<Integer> someHost,
            Optional<String> someZone,
            Optional<String> someSecret) {
        return new Shape(mode, image, milliCpus, someIngress, someHost, someZone, someSecret, rollout, restart);
    }

    /** One more of nothing but tasks. */
    static RestartPolicy restart(RestartPolicy.Condition condition, Duration delay, int maxAttempts) {
        return new RestartPolicy(condition, delay, maxAttempts, Duration.ZERO, RestartPolicy.Place.NEW_TASK);
    }
}
