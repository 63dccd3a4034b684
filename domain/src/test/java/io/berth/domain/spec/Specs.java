package io.berth.domain.spec;

import io.berth.domain.resource.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.provider.Arguments;

/** Specs with one fault each, made from a sound one. */
public final class Specs {
    static final ServiceId WEB = ServiceId.of("web");
    static final ContainerSpec CONTAINER = ContainerSpec.of("web", "busybox:1", List.of("sleep", "1"));
    static final ServiceSpec SOUND = ServiceSpec.replicated(3, CONTAINER);

    private Specs() {}

    static Arguments bad(ServiceSpec spec, String expected) {
        return Arguments.of(expected, spec);
    }

    static ServiceSpec of(ContainerSpec container) {
        return ServiceSpec.replicated(1, container);
    }

    /** A sound container that reserves so much. */
    public static ContainerSpec reserving(Resources reserved) {
        return rebuilt(CONTAINER, reserved, Resources.NONE);
    }

    static ServiceSpec container(UnaryOperator<ContainerSpec> change) {
        return of(change.apply(CONTAINER));
    }

    static ServiceSpec labelled(Map<String, String> labels) {
        return new ServiceSpec(labels, SOUND.mode(), SOUND.template(), SOUND.update(), SOUND.rollback(), List.of());
    }

    static ServiceSpec ports(PortSpec... ports) {
        return new ServiceSpec(
                Map.of(), SOUND.mode(), SOUND.template(), SOUND.update(), SOUND.rollback(), List.of(ports));
    }

    static PortSpec port(String protocol, int target, int published) {
        return new PortSpec("", protocol, target, published, PortSpec.PublishMode.INGRESS);
    }

    static ServiceSpec rolledOut(int parallelism, Duration delay, Duration monitor, double ratio) {
        RolloutPolicy update = new RolloutPolicy(
                parallelism, delay, RolloutPolicy.FailureAction.PAUSE, monitor, ratio, RolloutPolicy.Order.STOP_FIRST);
        return new ServiceSpec(Map.of(), SOUND.mode(), SOUND.template(), update, SOUND.rollback(), List.of());
    }

    static RestartPolicy restart(Duration delay, int maxAttempts, Duration window) {
        return new RestartPolicy(RestartPolicy.Condition.ANY, delay, maxAttempts, window, RestartPolicy.Place.NEW_TASK);
    }

    static ServiceSpec template(List<String> networks, String runtime, RestartPolicy restart) {
        return SOUND.withTemplate(
                new TaskTemplate(List.of(), List.of(CONTAINER), restart, PlacementSpec.ANYWHERE, networks, runtime, 0));
    }

    static TaskTemplate withRuntime(ContainerSpec container, String runtime) {
        return new TaskTemplate(
                List.of(), List.of(container), RestartPolicy.DEFAULT, PlacementSpec.ANYWHERE, List.of(), runtime, 0);
    }

    /** A sound spec with these demands on nodes. */
    public static ServiceSpec placed(List<Constraint> constraints, List<String> spread, int maxPerNode) {
        PlacementSpec placement =
                new PlacementSpec(constraints, spread, maxPerNode, List.of(), PlacementSpec.Strategy.SPREAD);
        return SOUND.withTemplate(
                new TaskTemplate(List.of(), List.of(CONTAINER), RestartPolicy.DEFAULT, placement, List.of(), "", 0));
    }

    static ServiceSpec secrets(FileRef... secrets) {
        return of(CONTAINER.withFiles(List.of(secrets), List.of()));
    }

    static FileRef file(String name, String target, String uid, int mode) {
        return new FileRef(name, 0, target, uid, "0", mode);
    }

    static Mount mount(Mount.Type type, String source, String target) {
        return new Mount(type, source, target, false, 0, Map.of());
    }

    static ServiceSpec mounts(Mount... mounts) {
        return of(built(Map.of(), "", "", "", List.of(mounts), Resources.NONE, Resources.NONE, "", Optional.empty()));
    }

    static ServiceSpec env(Map<String, String> env) {
        return of(built(env, "", "", "", List.of(), Resources.NONE, Resources.NONE, "", Optional.empty()));
    }

    static ServiceSpec identity(String workdir, String user, String hostname, String stopSignal) {
        return of(built(
                Map.of(),
                workdir,
                user,
                hostname,
                List.of(),
                Resources.NONE,
                Resources.NONE,
                stopSignal,
                Optional.empty()));
    }

    static ServiceSpec limited(Resources limit) {
        return container(c -> rebuilt(c, Resources.NONE, limit));
    }

    static ContainerSpec rebuilt(ContainerSpec container, Resources reserved, Resources limit) {
        return built(container.env(), "", "", "", List.of(), reserved, limit, "", Optional.empty());
    }

    static ServiceSpec healthy(List<String> test, int retries) {
        HealthCheck health =
                new HealthCheck(test, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO, retries);
        return of(built(Map.of(), "", "", "", List.of(), Resources.NONE, Resources.NONE, "", Optional.of(health)));
    }

    static ContainerSpec built(
            Map<String, String> env,
            String workdir,
            String user,
            String hostname,
            List<Mount> mounts,
            Resources reserved,
            Resources limit,
            String stopSignal,
            Optional<HealthCheck> health) {
        return new ContainerSpec(
                "web",
                "a",
                List.of(),
                List.of(),
                env,
                workdir,
                user,
                hostname,
                Map.of(),
                mounts,
                reserved,
                limit,
                stopSignal,
                ContainerSpec.DEFAULT_STOP_GRACE,
                health,
                List.of(),
                List.of());
    }
}
