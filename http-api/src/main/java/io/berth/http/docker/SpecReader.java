package io.berth.http.docker;

import static io.berth.http.docker.GrpcCode.INVALID_ARGUMENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.spec.DialectForm;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.RolloutPolicy.FailureAction;
import io.berth.domain.spec.RolloutPolicy.Order;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.ServiceSpec.Endpoint;
import java.util.List;
import java.util.Optional;

/** From the body of a create or update to a spec. */
final class SpecReader {
    private static final RolloutPolicy DEFAULT = RolloutPolicy.DEFAULT;

    private SpecReader() {}

    /** The name that the body gives the service, or empty. */
    static String name(JsonNode body) {
        return Given.of(body, "ServiceSpec").text("Name");
    }

    /**
     * The spec, with the form that its clients will read again.
     *
     * @param body as the client sent it
     * @param name of the service
     * @param references what it may refer to
     */
    static ServiceSpec read(JsonNode body, String name, References references) {
        Given given = Given.of(body, "ServiceSpec");
        Mode mode = mode(given.at("Mode"));
        Optional<Given> update = given.object("UpdateConfig");
        if (mode.isJob() && update.isPresent()) {
            throw DockerError.swarm(INVALID_ARGUMENT, "Jobs may not have an update config");
        }
        ServiceSpec spec = new ServiceSpec(
                given.map("Labels"),
                mode,
                new TaskReader(references, name, given.map("Labels")).read(given.at("TaskTemplate")),
                policy(update),
                policy(given.object("RollbackConfig")),
                given.at("EndpointSpec").list("Ports").stream()
                        .map(SpecReader::port)
                        .toList(),
                endpoint(given.at("EndpointSpec")),
                Optional.empty());
        String form = GoJson.text(SpecForm.stored(body, name, references));
        return spec.withForm(Optional.of(new DialectForm(SpecForm.DIALECT, form)));
    }

    private static Mode mode(Given given) {
        Optional<Given> replicated = given.object("Replicated");
        Optional<Given> job = given.object("ReplicatedJob");
        if (given.object("Global").isPresent()) {
            return new Mode.Global();
        }
        if (given.object("GlobalJob").isPresent()) {
            return new Mode.GlobalJob();
        }
        if (job.isPresent()) {
            int concurrent = job.get().small("MaxConcurrent").orElse(1);
            return new Mode.ReplicatedJob(
                    concurrent, job.get().small("TotalCompletions").orElse(concurrent));
        }
        return new Mode.Replicated(
                replicated.flatMap(given1 -> given1.small("Replicas")).orElse(1));
    }

    private static RolloutPolicy policy(Optional<Given> given) {
        return given.map(SpecReader::policy).orElse(DEFAULT);
    }

    private static RolloutPolicy policy(Given given) {
        return new RolloutPolicy(
                given.small("Parallelism").orElse(0),
                given.duration("Delay").orElse(DEFAULT.delay()),
                action(given.text("FailureAction")),
                given.duration("Monitor").orElse(DEFAULT.monitor()),
                given.fraction("MaxFailureRatio"),
                order(given.text("Order")));
    }

    private static FailureAction action(String word) {
        return switch (word) {
            case "", "pause" -> FailureAction.PAUSE;
            case "continue" -> FailureAction.CONTINUE;
            case "rollback" -> FailureAction.ROLLBACK;
            default -> throw new DockerError(400, "unrecognized update failure action " + word);
        };
    }

    private static Order order(String word) {
        return switch (word) {
            case "", "stop-first" -> Order.STOP_FIRST;
            case "start-first" -> Order.START_FIRST;
            default -> throw new DockerError(400, "unrecognized update order " + word);
        };
    }

    private static Endpoint endpoint(Given given) {
        return switch (given.text("Mode")) {
            case "", "vip" -> Endpoint.VIP;
            case "dnsrr" -> Endpoint.DNSRR;
            default -> throw new DockerError(400, "invalid Mode: \"%s\"".formatted(given.text("Mode")));
        };
    }

    private static PortSpec port(Given given) {
        String mode = given.text("PublishMode");
        return new PortSpec(
                given.text("Name"),
                given.text("Protocol").isEmpty() ? "tcp" : given.text("Protocol"),
                given.small("TargetPort").orElse(0),
                given.small("PublishedPort").orElse(0),
                switch (mode) {
                    case "", "ingress" -> PublishMode.INGRESS;
                    case "host" -> PublishMode.HOST;
                    default -> throw new DockerError(400, "invalid PublishMode: \"%s\"".formatted(mode));
                });
    }

    /** Names of the stack's services carry its name; the container's does not. */
    static String containerName(String service, String stack) {
        return List.of(service).stream()
                .filter(name -> !stack.isEmpty() && name.startsWith(stack + "_") && name.length() > stack.length() + 1)
                .map(name -> name.substring(stack.length() + 1))
                .findFirst()
                .orElse(service);
    }
}
