package io.berth.agent.session;

import static io.berth.agent.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.agent.LogSink;
import io.berth.agent.Patience;
import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.fleet.NodeId;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskState;
import io.berth.domain.task.TaskStatus;
import io.berth.link.LinkMessages;
import io.berth.link.proto.Wire;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AgentSessionTest {
    private static final long LEASE = 30_000;
    private static final TaskId TASK = new TaskId("t1");

    private final RecordingExecution execution = new RecordingExecution();
    private final SessionFiles files = new SessionFiles(Patience.LIMIT);
    private FakeMember member;
    private AgentSession session;

    @BeforeEach
    void start() throws Exception {
        member = new FakeMember(0);
        execution.inventory = List.of(report(1, TaskState.RUNNING));
        session = new AgentSession(
                new AgentIdentity(new NodeId("n1"), "token-1", "run-1", "0.1"),
                List.of(MemberAddress.plaintext("127.0.0.1", member.port())),
                execution,
                files);
        session.start();
    }

    @AfterEach
    void stop() throws Exception {
        session.close();
        member.close();
    }

    @Test
    void itSaysHelloWithAllThatItHolds() throws Exception {
        Wire.Hello hello = member.hears(Wire.FromAgent.MessageCase.HELLO).getHello();
        assertThat(hello.getNodeId()).isEqualTo("n1");
        assertThat(hello.getToken()).isEqualTo("token-1");
        assertThat(LinkMessages.read(hello.getInfo())).isEqualTo(RecordingExecution.INFO);
        assertThat(LinkMessages.read(hello.getInventoryList())).isEqualTo(execution.inventory);
    }

    @Test
    void instructionsAreHandedOn() throws Exception {
        AgentInstruction stop = new AgentInstruction.StopTask(TASK);
        member.welcome(LEASE).onNext(LinkMessages.write(stop));
        assertThat(FakeMember.next(execution.obeyed)).isEqualTo(stop);
    }

    @Test
    void reportsAreBatchedAndTheNewestOfEachTaskIsSent() throws Exception {
        member.hears(Wire.FromAgent.MessageCase.HELLO);
        IntStream.range(0, 500).forEach(task -> {
            execution.reports.accept(report(task, TaskState.STARTING));
            execution.reports.accept(report(task, TaskState.RUNNING));
        });
        execution.orphans.accept("c9");
        member.welcome(LEASE);
        Wire.Reports batch = member.hears(Wire.FromAgent.MessageCase.REPORTS).getReports();
        assertThat(LinkMessages.read(batch.getReportsList()))
                .isEqualTo(IntStream.range(0, 500)
                        .mapToObj(task -> report(task, TaskState.RUNNING))
                        .toList());
        assertThat(member.hears(Wire.FromAgent.MessageCase.ORPHANS).getOrphans().getRuntimeIdsList())
                .containsExactly("c9");
    }

    @Test
    void itSaysThatItLivesAsOftenAsToldTo() throws Exception {
        member.welcome(LEASE);
        member.hears(Wire.FromAgent.MessageCase.HEARTBEAT);
        member.hears(Wire.FromAgent.MessageCase.HEARTBEAT);
    }

    @Test
    void aRefusedAgentSaysWhyAndKeepsTrying() throws Exception {
        for (int attempt = 0; attempt < 3; attempt++) {
            StreamObserver<Wire.ToAgent> refusing = FakeMember.next(member.sessions);
            refusing.onNext(Wire.ToAgent.newBuilder()
                    .setRefused(Wire.Refused.newBuilder().setText("token is not valid"))
                    .build());
            refusing.onCompleted();
        }
        soon().until(() -> session.problem().isPresent());
        assertThat(session.problem()).contains("127.0.0.1:" + member.port() + ": refused: token is not valid");
        member.welcome(LEASE);
        soon().until(() -> session.session().isPresent());
        assertThat(session.problem()).isEmpty();
    }

    @Test
    void afterABreakTheInventoryIsSentAgain() throws Exception {
        StreamObserver<Wire.ToAgent> first = member.welcome(LEASE);
        member.hears(Wire.FromAgent.MessageCase.HELLO);
        execution.inventory = List.of(report(1, TaskState.COMPLETE), report(2, TaskState.RUNNING));
        first.onError(Status.UNAVAILABLE.withDescription("the member stops").asRuntimeException());
        Wire.Hello second = member.hears(Wire.FromAgent.MessageCase.HELLO).getHello();
        assertThat(LinkMessages.read(second.getInventoryList())).isEqualTo(execution.inventory);
    }

    @Test
    void aMemberThatComesBackOnItsPortIsFoundAgain() throws Exception {
        member.welcome(LEASE);
        soon().until(() -> session.session().isPresent());
        int port = member.port();
        member.close();
        soon().until(() -> session.problem().isPresent());
        member = new FakeMember(port);
        member.welcome(LEASE);
        soon().until(() -> session.session().isPresent());
    }

    @Test
    void aSilentMemberIsLeft() throws Exception {
        member.welcome(200);
        member.hears(Wire.FromAgent.MessageCase.HELLO);
        member.hears(Wire.FromAgent.MessageCase.HELLO);
        assertThat(session.problem()).isPresent();
    }

    @Test
    void aLogIsFollowedUntilItsReaderLeaves() throws Exception {
        StreamObserver<Wire.ToAgent> toAgent = member.welcome(LEASE);
        toAgent.onNext(openLog());
        LogSink sink = FakeMember.next(execution.sinks);
        assertThat(FakeMember.next(member.chunks).getRequestId()).isEqualTo("r1");
        assertThat(sink.line(line("a"))).isTrue();
        assertThat(FakeMember.next(member.chunks).getLines(0).getText()).isEqualTo("a");
        toAgent.onNext(Wire.ToAgent.newBuilder()
                .setCloseLog(Wire.CloseLog.newBuilder().setRequestId("r1"))
                .build());
        assertThat(execution.logClosed.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(sink.line(line("b"))).isFalse();
    }

    @Test
    void aLogThatCannotBeReadSaysWhy() throws Exception {
        member.welcome(LEASE).onNext(openLog());
        FakeMember.next(execution.sinks).fail("task t1 is not known here");
        assertThat(FakeMember.next(member.chunks).getRequestId()).isEqualTo("r1");
        assertThat(FakeMember.next(member.chunks).getError()).isEqualTo("task t1 is not known here");
        assertThat(execution.logClosed.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void withoutASessionThereAreNoFiles() {
        SessionFiles hasty = new SessionFiles(Duration.ofMillis(50));
        assertThatThrownBy(() -> hasty.fetch(TASK))
                .isInstanceOf(IOException.class)
                .hasMessage("files of task t1 cannot be fetched: no member was connected within 50 ms");
    }

    @Test
    void filesComeThroughTheSession() throws Exception {
        member.welcome(LEASE);
        assertThat(files.fetch(TASK)).singleElement().hasToString("TaskFile[CONFIG n1/s1 version 1, 0 bytes]");
        assertThatThrownBy(() -> files.fetch(new TaskId("t2")))
                .hasMessage("files of task t2 were not given by the member: not yours");
    }

    private static Wire.ToAgent openLog() {
        return Wire.ToAgent.newBuilder()
                .setOpenLog(Wire.OpenLog.newBuilder()
                        .setRequestId("r1")
                        .setTask("t1")
                        .setQuery(LinkMessages.write(LogQuery.ALL)))
                .build();
    }

    private static LogLine line(String text) {
        return new LogLine(TASK, "app", false, Instant.EPOCH, text);
    }

    private static TaskReport report(int task, TaskState state) {
        return new TaskReport(new TaskId("t" + task), TaskStatus.of(state, Instant.EPOCH, ""));
    }
}
