package io.berth.link;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.domain.traffic.Endpoint;
import io.berth.domain.traffic.PortEndpoints;
import io.berth.domain.traffic.PortProblem;
import io.berth.domain.traffic.ServiceEndpoints;
import io.berth.domain.traffic.TrafficNews;
import io.berth.domain.traffic.TrafficReport;
import io.berth.link.proto.Wire;
import io.berth.link.proto.WireTraffic;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The domain's words on traffic as messages and back, as {@link LinkMessages} does with all others. */
public final class TrafficMessages {
    private TrafficMessages() {}

    public static Wire.ToAgent write(TrafficNews news) {
        WireTraffic.TrafficNews.Builder message = WireTraffic.TrafficNews.newBuilder();
        switch (news) {
            case TrafficNews.Endpoints(var service) -> message.setEndpoints(write(service));
            case TrafficNews.Complete(var services) ->
                message.setComplete(WireTraffic.Complete.newBuilder()
                        .addAllServices(
                                services.stream().map(Assignments::write).toList()));
            case TrafficNews.Drained(var task, var connections) ->
                message.setDrained(
                        WireTraffic.Drained.newBuilder().setTask(task.value()).setConnections(connections));
        }
        return Wire.ToAgent.newBuilder().setTraffic(message).build();
    }

    /** The news; empty if they are newer than this version. */
    public static Optional<TrafficNews> read(WireTraffic.TrafficNews message) {
        return switch (message.getNewsCase()) {
            case ENDPOINTS -> Optional.of(new TrafficNews.Endpoints(read(message.getEndpoints())));
            case COMPLETE ->
                Optional.of(new TrafficNews.Complete(message.getComplete().getServicesList().stream()
                        .map(Assignments::read)
                        .collect(Collectors.toSet())));
            case DRAINED ->
                Optional.of(new TrafficNews.Drained(
                        new TaskId(message.getDrained().getTask()),
                        message.getDrained().getConnections()));
            case NEWS_NOT_SET -> Optional.empty();
        };
    }

    private static WireTraffic.ServiceEndpoints write(ServiceEndpoints service) {
        return WireTraffic.ServiceEndpoints.newBuilder()
                .setService(Assignments.write(service.service()))
                .addAllPorts(
                        service.ports().stream().map(TrafficMessages::write).toList())
                .build();
    }

    private static WireTraffic.PortEndpoints write(PortEndpoints port) {
        return WireTraffic.PortEndpoints.newBuilder()
                .setPort(Assignments.write(port.port()))
                .addAllEndpoints(
                        port.endpoints().stream().map(TrafficMessages::write).toList())
                .build();
    }

    private static WireTraffic.Endpoint write(Endpoint endpoint) {
        return WireTraffic.Endpoint.newBuilder()
                .setTask(endpoint.task().value())
                .setNode(endpoint.node().value())
                .setAddress(endpoint.address())
                .setPort(endpoint.port())
                .setProxyProtocol(Assignments.write(endpoint.proxyProtocol()))
                .setDraining(endpoint.isDraining())
                .build();
    }

    private static ServiceEndpoints read(WireTraffic.ServiceEndpoints message) {
        return new ServiceEndpoints(
                Assignments.read(message.getService()),
                message.getPortsList().stream().map(TrafficMessages::read).toList());
    }

    private static PortEndpoints read(WireTraffic.PortEndpoints message) {
        return new PortEndpoints(
                Assignments.read(message.getPort()),
                message.getEndpointsList().stream().map(TrafficMessages::read).toList());
    }

    private static Endpoint read(WireTraffic.Endpoint message) {
        return new Endpoint(
                new TaskId(message.getTask()),
                new NodeId(message.getNode()),
                message.getAddress(),
                message.getPort(),
                Assignments.read(message.getProxyProtocol()),
                message.getDraining());
    }

    public static Wire.FromAgent write(TrafficReport report) {
        WireTraffic.TrafficReport.Builder message = WireTraffic.TrafficReport.newBuilder();
        report.draining().forEach((task, connections) -> message.putDraining(task.value(), connections));
        report.stopping().forEach(task -> message.addStopping(task.value()));
        report.problems()
                .forEach(problem -> message.addProblems(WireTraffic.PortProblem.newBuilder()
                        .setProtocol(problem.protocol())
                        .setPort(problem.port())
                        .setText(problem.text())));
        return Wire.FromAgent.newBuilder().setTraffic(message).build();
    }

    public static TrafficReport read(WireTraffic.TrafficReport message) {
        return new TrafficReport(
                message.getDrainingMap().entrySet().stream()
                        .collect(Collectors.toMap(entry -> new TaskId(entry.getKey()), Map.Entry::getValue)),
                message.getStoppingList().stream().map(TaskId::new).collect(Collectors.toSet()),
                message.getProblemsList().stream()
                        .map(problem -> new PortProblem(problem.getProtocol(), problem.getPort(), problem.getText()))
                        .toList());
    }
}
