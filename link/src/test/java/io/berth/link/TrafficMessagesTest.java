package io.berth.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.PortSpec;
import io.berth.domain.spec.PortSpec.ProxyProtocol;
import io.berth.domain.spec.PortSpec.PublishMode;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.task.TaskId;
import io.berth.domain.traffic.Endpoint;
import io.berth.domain.traffic.PortEndpoints;
import io.berth.domain.traffic.PortProblem;
import io.berth.domain.traffic.ServiceEndpoints;
import io.berth.domain.traffic.TrafficNews;
import io.berth.domain.traffic.TrafficReport;
import io.berth.link.proto.WireTraffic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficMessagesTest {
    private static final TaskId TASK = new TaskId("t1");
    private static final ServiceId WEB = new ServiceId("service", "prod", "web");

    @Test
    void newsArriveAsTheyWereSent() {
        PortSpec http = new PortSpec("http", "tcp", 80, 8080, PublishMode.INGRESS, ProxyProtocol.V2);
        Endpoint endpoint = new Endpoint(TASK, new NodeId("n1"), "10.0.0.1", 40_000, ProxyProtocol.V1, true);
        for (TrafficNews news : List.of(
                new TrafficNews.Endpoints(
                        new ServiceEndpoints(WEB, List.of(new PortEndpoints(http, List.of(endpoint))))),
                new TrafficNews.Complete(Set.of(WEB)),
                new TrafficNews.Drained(TASK, 3))) {
            assertThat(TrafficMessages.read(TrafficMessages.write(news).getTraffic()))
                    .contains(news);
        }
    }

    @Test
    void reportsArriveAsTheyWereSent() {
        TrafficReport report = new TrafficReport(
                Map.of(TASK, 2), Set.of(new TaskId("t2")), List.of(new PortProblem("udp", 53, "it is held")));
        assertThat(TrafficMessages.read(TrafficMessages.write(report).getTraffic()))
                .isEqualTo(report);
    }

    @Test
    void newsOfANewerMemberAreNone() {
        assertThat(TrafficMessages.read(WireTraffic.TrafficNews.getDefaultInstance()))
                .isEmpty();
    }
}
