package io.berth.persistence.codec;

import static io.berth.persistence.codec.ContainerCodec.CONTAINER;
import static io.berth.persistence.codec.ContainerCodec.LABELS;
import static io.berth.persistence.codec.ContainerCodec.TEXTS;
import static io.berth.persistence.codec.Values.DOUBLE;
import static io.berth.persistence.codec.Values.DURATION;
import static io.berth.persistence.codec.Values.INT;
import static io.berth.persistence.codec.Values.LONG;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.DialectForm;
import io.berth.domain.spec.Mode;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.Platform;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.RolloutPolicy;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.TaskTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The codec of a service's spec and its parts. */
final class SpecCodec {
    static final Codec<ServiceId> SERVICE_ID = TEXT.as(ServiceId::parse, ServiceId::toString);
    static final Codec<Platform> PLATFORM = platform();
    static final Codec<List<PortSpec>> PORTS = Groups.list(port());
    static final Codec<TaskTemplate> TEMPLATE = template();
    static final Codec<DialectForm> FORM = form();
    static final Codec<ServiceSpec> SPEC = spec();

    private SpecCodec() {}

    private static Codec<ServiceSpec> spec() {
        var shape = Shape.<ServiceSpec>of("a service spec");
        var labels = shape.unless(Map.of(), "labels", LABELS, ServiceSpec::labels);
        var mode = shape.always("mode", mode(), ServiceSpec::mode);
        var template = shape.always("template", TEMPLATE, ServiceSpec::template);
        var update = shape.always("update", rollout(), ServiceSpec::update);
        var rollback = shape.always("rollback", rollout(), ServiceSpec::rollback);
        var ports = shape.unless(List.of(), "ports", PORTS, ServiceSpec::ports);
        var endpoint = shape.unless(
                ServiceSpec.Endpoint.VIP,
                "endpoint",
                Words.of(ServiceSpec.Endpoint.values(), constant -> switch (constant) {
                    case VIP -> "vip";
                    case DNSRR -> "dnsrr";
                }),
                ServiceSpec::endpoint);
        var form = shape.unless(Optional.empty(), "form", Groups.present(FORM), ServiceSpec::form);
        return shape.made(row -> new ServiceSpec(
                row.get(labels),
                row.get(mode),
                row.get(template),
                row.get(update),
                row.get(rollback),
                row.get(ports),
                row.get(endpoint),
                row.get(form)));
    }

    private static Codec<DialectForm> form() {
        var shape = Shape.<DialectForm>of("a dialect's form");
        var dialect = shape.always("dialect", TEXT, DialectForm::dialect);
        var text = shape.unless("", "text", TEXT, DialectForm::text);
        return shape.made(row -> new DialectForm(row.get(dialect), row.get(text)));
    }

    private static Codec<Mode> mode() {
        var replicated = Shape.<Mode.Replicated>of("a replicated mode");
        var replicas = replicated.unless(0, "n", INT, Mode.Replicated::replicas);
        var job = Shape.<Mode.ReplicatedJob>of("a replicated job");
        var maxConcurrent = job.unless(0, "max", INT, Mode.ReplicatedJob::maxConcurrent);
        var total = job.unless(0, "total", INT, Mode.ReplicatedJob::totalCompletions);
        return new Choice<Mode>()
                .or("replicated", Mode.Replicated.class, replicated.made(row -> new Mode.Replicated(row.get(replicas))))
                .or(
                        "global",
                        Mode.Global.class,
                        Shape.<Mode.Global>of("a global mode").made(_ -> new Mode.Global()))
                .or(
                        "replicated-job",
                        Mode.ReplicatedJob.class,
                        job.made(row -> new Mode.ReplicatedJob(row.get(maxConcurrent), row.get(total))))
                .or(
                        "global-job",
                        Mode.GlobalJob.class,
                        Shape.<Mode.GlobalJob>of("a global job").made(_ -> new Mode.GlobalJob()));
    }

    private static Codec<TaskTemplate> template() {
        var shape = Shape.<TaskTemplate>of("a task template");
        var init = shape.unless(List.of(), "init", Groups.list(CONTAINER), TaskTemplate::initContainers);
        var containers = shape.unless(List.of(), "containers", Groups.list(CONTAINER), TaskTemplate::containers);
        var restart = shape.always("restart", restart(), TaskTemplate::restart);
        var placement = shape.always("placement", placement(), TaskTemplate::placement);
        var networks = shape.unless(List.of(), "networks", TEXTS, TaskTemplate::networks);
        var aliases = shape.unless(Map.of(), "aliases", Groups.sortedMap(TEXTS), TaskTemplate::aliases);
        var runtime = shape.unless("", "runtime", TEXT, TaskTemplate::runtime);
        var force = shape.unless(0L, "force", LONG, TaskTemplate::forceUpdate);
        return shape.made(row -> new TaskTemplate(
                row.get(init),
                row.get(containers),
                row.get(restart),
                row.get(placement),
                row.get(networks),
                row.get(aliases),
                row.get(runtime),
                row.get(force)));
    }

    private static Codec<RestartPolicy> restart() {
        var shape = Shape.<RestartPolicy>of("a restart policy");
        var condition = shape.always(
                "condition",
                Words.of(RestartPolicy.Condition.values(), constant -> switch (constant) {
                    case NONE -> "none";
                    case ON_FAILURE -> "on-failure";
                    case ANY -> "any";
                }),
                RestartPolicy::condition);
        var delay = shape.unless(Duration.ZERO, "delay", DURATION, RestartPolicy::delay);
        var maxAttempts = shape.unless(0, "max", INT, RestartPolicy::maxAttempts);
        var window = shape.unless(Duration.ZERO, "window", DURATION, RestartPolicy::window);
        var place = shape.always(
                "place",
                Words.of(RestartPolicy.Place.values(), constant -> switch (constant) {
                    case NEW_TASK -> "new-task";
                    case IN_PLACE -> "in-place";
                }),
                RestartPolicy::place);
        return shape.made(row -> new RestartPolicy(
                row.get(condition), row.get(delay), row.get(maxAttempts), row.get(window), row.get(place)));
    }

    private static Codec<RolloutPolicy> rollout() {
        var shape = Shape.<RolloutPolicy>of("a rollout policy");
        var parallelism = shape.unless(0, "parallel", INT, RolloutPolicy::parallelism);
        var delay = shape.unless(Duration.ZERO, "delay", DURATION, RolloutPolicy::delay);
        var onFailure = shape.always(
                "on-failure",
                Words.of(RolloutPolicy.FailureAction.values(), constant -> switch (constant) {
                    case PAUSE -> "pause";
                    case CONTINUE -> "continue";
                    case ROLLBACK -> "rollback";
                }),
                RolloutPolicy::onFailure);
        var monitor = shape.unless(Duration.ZERO, "monitor", DURATION, RolloutPolicy::monitor);
        var maxFailureRatio = shape.unless(0.0, "ratio", DOUBLE, RolloutPolicy::maxFailureRatio);
        var order = shape.always(
                "order",
                Words.of(RolloutPolicy.Order.values(), constant -> switch (constant) {
                    case STOP_FIRST -> "stop-first";
                    case START_FIRST -> "start-first";
                }),
                RolloutPolicy::order);
        return shape.made(row -> new RolloutPolicy(
                row.get(parallelism),
                row.get(delay),
                row.get(onFailure),
                row.get(monitor),
                row.get(maxFailureRatio),
                row.get(order)));
    }

    private static Codec<PlacementSpec> placement() {
        var shape = Shape.<PlacementSpec>of("a placement spec");
        var constraints = shape.unless(List.of(), "constraints", Groups.list(constraint()), PlacementSpec::constraints);
        var spread = shape.unless(List.of(), "spread", TEXTS, PlacementSpec::spread);
        var maxPerNode = shape.unless(0, "max", INT, PlacementSpec::maxPerNode);
        var platforms = shape.unless(List.of(), "platforms", Groups.list(PLATFORM), PlacementSpec::platforms);
        var strategy = shape.always(
                "strategy",
                Words.of(PlacementSpec.Strategy.values(), constant -> switch (constant) {
                    case SPREAD -> "spread";
                    case BINPACK -> "binpack";
                }),
                PlacementSpec::strategy);
        return shape.made(row -> new PlacementSpec(
                row.get(constraints), row.get(spread), row.get(maxPerNode), row.get(platforms), row.get(strategy)));
    }

    private static Codec<Constraint> constraint() {
        var shape = Shape.<Constraint>of("a constraint");
        var key = shape.always("key", TEXT, Constraint::key);
        var operator = shape.always(
                "op",
                Words.of(Constraint.Operator.values(), constant -> switch (constant) {
                    case EQUAL -> "==";
                    case NOT_EQUAL -> "!=";
                }),
                Constraint::operator);
        var value = shape.unless("", "value", TEXT, Constraint::value);
        return shape.made(row -> new Constraint(row.get(key), row.get(operator), row.get(value)));
    }

    private static Codec<Platform> platform() {
        var shape = Shape.<Platform>of("a platform");
        var os = shape.unless("", "os", TEXT, Platform::os);
        var arch = shape.unless("", "arch", TEXT, Platform::arch);
        return shape.made(row -> new Platform(row.get(os), row.get(arch)));
    }

    private static Codec<PortSpec> port() {
        var shape = Shape.<PortSpec>of("a port");
        var name = shape.unless("", "name", TEXT, PortSpec::name);
        var protocol = shape.always("protocol", TEXT, PortSpec::protocol);
        var target = shape.always("target", INT, PortSpec::target);
        var published = shape.unless(0, "published", INT, PortSpec::published);
        var mode = shape.always(
                "mode",
                Words.of(PortSpec.PublishMode.values(), constant -> switch (constant) {
                    case INGRESS -> "ingress";
                    case HOST -> "host";
                }),
                PortSpec::mode);
        var proxyProtocol = shape.unless(
                PortSpec.ProxyProtocol.NONE,
                "proxyProtocol",
                Words.of(PortSpec.ProxyProtocol.values(), constant -> switch (constant) {
                    case NONE -> "none";
                    case V1 -> "v1";
                    case V2 -> "v2";
                }),
                PortSpec::proxyProtocol);
        return shape.made(row -> new PortSpec(
                row.get(name),
                row.get(protocol),
                row.get(target),
                row.get(published),
                row.get(mode),
                row.get(proxyProtocol)));
    }
}
