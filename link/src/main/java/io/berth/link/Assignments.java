package io.berth.link;

import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.ProxyProtocol;
import io.berth.domain.spec.RestartPolicy;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.TaskTemplate;
import io.berth.domain.task.Slot;
import io.berth.domain.task.TaskId;
import io.berth.link.proto.WireTask;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Assignments and the specs in them, from and to their messages. */
final class Assignments {
    private static final String CONDITION = "CONDITION_";
    private static final String PLACE = "PLACE_";
    private static final String STRATEGY = "STRATEGY_";
    private static final String OPERATOR = "OPERATOR_";
    private static final String PUBLISH_MODE = "PUBLISH_MODE_";
    private static final String PROXY_PROTOCOL = "PROXY_PROTOCOL_";

    private Assignments() {}

    static WireTask.TaskAssignment write(TaskAssignment assignment) {
        return WireTask.TaskAssignment.newBuilder()
                .setTask(assignment.task().value())
                .setService(write(assignment.service()))
                .setServiceUid(assignment.serviceUid())
                .setSlot(WireTask.Slot.newBuilder()
                        .setNumber(assignment.slot().number())
                        .setNode(assignment.slot().node()))
                .setRevision(assignment.revision())
                .setTemplate(write(assignment.template()))
                .addAllPorts(assignment.ports().stream().map(Assignments::write).toList())
                .putAllServiceLabels(assignment.serviceLabels())
                .build();
    }

    static TaskAssignment read(WireTask.TaskAssignment message) {
        return new TaskAssignment(
                new TaskId(message.getTask()),
                read(message.getService()),
                message.getServiceUid(),
                new Slot(message.getSlot().getNumber(), message.getSlot().getNode()),
                message.getRevision(),
                read(message.getTemplate()),
                message.getPortsList().stream().map(Assignments::read).toList(),
                message.getServiceLabelsMap());
    }

    static WireTask.ServiceId write(ServiceId service) {
        return WireTask.ServiceId.newBuilder()
                .setKind(service.kind())
                .setNamespace(service.namespace())
                .setName(service.name())
                .build();
    }

    static ServiceId read(WireTask.ServiceId message) {
        return new ServiceId(message.getKind(), message.getNamespace(), message.getName());
    }

    private static WireTask.TaskTemplate write(TaskTemplate template) {
        WireTask.TaskTemplate.Builder message = WireTask.TaskTemplate.newBuilder()
                .addAllInitContainers(Containers.write(template.initContainers()))
                .addAllContainers(Containers.write(template.containers()))
                .setRestart(write(template.restart()))
                .setPlacement(write(template.placement()))
                .addAllNetworks(template.networks())
                .setRuntime(template.runtime())
                .setForceUpdate(template.forceUpdate());
        template.aliases()
                .forEach((network, names) -> message.putAliases(
                        network, WireTask.Names.newBuilder().addAllNames(names).build()));
        return message.build();
    }

    private static TaskTemplate read(WireTask.TaskTemplate message) {
        Map<String, List<String>> aliases = new TreeMap<>();
        message.getAliasesMap().forEach((network, names) -> aliases.put(network, names.getNamesList()));
        return new TaskTemplate(
                Containers.read(message.getInitContainersList()),
                Containers.read(message.getContainersList()),
                read(message.getRestart()),
                read(message.getPlacement()),
                message.getNetworksList(),
                aliases,
                message.getRuntime(),
                message.getForceUpdate());
    }

    private static WireTask.RestartPolicy write(RestartPolicy policy) {
        return WireTask.RestartPolicy.newBuilder()
                .setCondition(Values.write(policy.condition(), CONDITION, WireTask.RestartPolicy.Condition.class))
                .setDelay(Values.write(policy.delay()))
                .setMaxAttempts(policy.maxAttempts())
                .setWindow(Values.write(policy.window()))
                .setPlace(Values.write(policy.place(), PLACE, WireTask.RestartPolicy.Place.class))
                .build();
    }

    private static RestartPolicy read(WireTask.RestartPolicy message) {
        return new RestartPolicy(
                Values.read(message.getCondition(), CONDITION, RestartPolicy.Condition.class),
                Values.read(message.getDelay()),
                message.getMaxAttempts(),
                Values.read(message.getWindow()),
                Values.read(message.getPlace(), PLACE, RestartPolicy.Place.class));
    }

    private static WireTask.PlacementSpec write(PlacementSpec placement) {
        return WireTask.PlacementSpec.newBuilder()
                .addAllConstraints(
                        placement.constraints().stream().map(Assignments::write).toList())
                .addAllSpread(placement.spread())
                .setMaxPerNode(placement.maxPerNode())
                .addAllPlatforms(
                        placement.platforms().stream().map(Values::write).toList())
                .setStrategy(Values.write(placement.strategy(), STRATEGY, WireTask.PlacementSpec.Strategy.class))
                .build();
    }

    private static PlacementSpec read(WireTask.PlacementSpec message) {
        return new PlacementSpec(
                message.getConstraintsList().stream().map(Assignments::read).toList(),
                message.getSpreadList(),
                message.getMaxPerNode(),
                message.getPlatformsList().stream().map(Values::read).toList(),
                Values.read(message.getStrategy(), STRATEGY, PlacementSpec.Strategy.class));
    }

    private static WireTask.Constraint write(Constraint constraint) {
        return WireTask.Constraint.newBuilder()
                .setKey(constraint.key())
                .setOperator(Values.write(constraint.operator(), OPERATOR, WireTask.Constraint.Operator.class))
                .setValue(constraint.value())
                .build();
    }

    private static Constraint read(WireTask.Constraint message) {
        return new Constraint(
                message.getKey(),
                Values.read(message.getOperator(), OPERATOR, Constraint.Operator.class),
                message.getValue());
    }

    static WireTask.PortSpec write(PortSpec port) {
        return WireTask.PortSpec.newBuilder()
                .setName(port.name())
                .setProtocol(port.protocol())
                .setTarget(port.target())
                .setPublished(port.published())
                .setMode(Values.write(port.mode(), PUBLISH_MODE, WireTask.PortSpec.PublishMode.class))
                .setProxyProtocol(write(port.proxyProtocol()))
                .build();
    }

    static PortSpec read(WireTask.PortSpec message) {
        return new PortSpec(
                message.getName(),
                message.getProtocol(),
                message.getTarget(),
                message.getPublished(),
                Values.read(message.getMode(), PUBLISH_MODE, PortSpec.PublishMode.class),
                read(message.getProxyProtocol()));
    }

    static WireTask.ProxyProtocol write(ProxyProtocol protocol) {
        return Values.write(protocol, PROXY_PROTOCOL, WireTask.ProxyProtocol.class);
    }

    /** Who does not know of it leaves it out. */
    static ProxyProtocol read(WireTask.ProxyProtocol protocol) {
        return protocol == WireTask.ProxyProtocol.PROXY_PROTOCOL_UNSPECIFIED
                ? ProxyProtocol.NONE
                : Values.read(protocol, PROXY_PROTOCOL, ProxyProtocol.class);
    }
}
