package io.berth.http.docker;

import io.berth.domain.agent.LogQuery;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.domain.task.TaskId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import scala.PartialFunction;

/** Logs of services and tasks: of each task from its node, merged as they come. */
record LogRoutes(Swarm swarm) {
    /** How soon a reader that follows a service hears of a new task. */
    private static final Duration LOOK = Duration.ofMillis(300);

    /** Tasks whose logs are read at once. */
    private static final int BREADTH = 64;

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    List<DockerRoute> routes() {
        return List.of(
                DockerRoute.get("/services/{id}/logs", this::ofService),
                DockerRoute.get("/tasks/{id}/logs", this::ofTask));
    }

    private CompletionStage<HttpResponse> ofService(DockerCall call) {
        return swarm.service(call.path("id")).thenApply(service -> answer(call, service, _ -> true));
    }

    private CompletionStage<HttpResponse> ofTask(DockerCall call) {
        return TaskRoutes.find(swarm, call.path("id"))
                .thenApply(found -> answer(
                        call,
                        found.service(),
                        task -> SwarmIds.of(task.id().value()).equals(found.id())));
    }

    private HttpResponse answer(DockerCall call, ServiceState service, Predicate<Task> isWanted) {
        boolean hasOut = call.flag("stdout");
        boolean hasErr = call.flag("stderr");
        if (!hasOut && !hasErr) {
            throw new DockerError(500, "Bad parameters: you must choose at least one stream");
        }
        boolean isTerminal =
                service.spec().template().containers().getFirst().sandbox().tty();
        LogFrames frames = new LogFrames(!isTerminal, call.flag("timestamps"), call.flag("details"));
        LogQuery query = new LogQuery(call.flag("follow"), tail(call.query("tail")), since(call.query("since")));
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        Source<ByteString, NotUsed> lines = tasks(service, query)
                .filter(isWanted::test)
                .flatMapMerge(
                        BREADTH,
                        task -> swarm.control()
                                .logs(task.node(), task.id(), query)
                                .filter(line -> line.isError() ? hasErr : hasOut)
                                .map(line -> frames.line(line, task, Swarm.id(service)))
                                .recoverWith(unread(task, faults)));
        return DockerAnswers.stream(frames.type(call.version()), lines.concat(afterwards(frames, faults)));
    }

    /** What is left of an ended task's log is a matter of luck; a live one's must be there. */
    private static PartialFunction<Throwable, Source<ByteString, NotUsed>> unread(Task task, Queue<String> faults) {
        return new PFBuilder<Throwable, Source<ByteString, NotUsed>>()
                .matchAny(fault -> {
                    if (task.isLive()) {
                        faults.add("task %s: %s".formatted(SwarmIds.of(task.id().value()), fault.getMessage()));
                    }
                    return Source.empty();
                })
                .build();
    }

    private static Source<ByteString, NotUsed> afterwards(LogFrames frames, Queue<String> faults) {
        return Source.lazySource(() -> faults.isEmpty()
                        ? Source.<ByteString>empty()
                        : Source.single(frames.fault(
                                "warning: incomplete log stream. some logs could not be retrieved for the following"
                                        + " reasons: "
                                        + String.join(", ", faults))))
                .mapMaterializedValue(_ -> NotUsed.getInstance());
    }

    /** The tasks that there are and, for who follows, those that come, until the service is gone. */
    private Source<Task, NotUsed> tasks(ServiceState service, LogQuery query) {
        if (!query.follow()) {
            return Source.from(service.tasks().values());
        }
        return Source.tick(Duration.ZERO, LOOK, service.id().ref())
                .mapAsync(1, ref -> swarm.control().get(ref))
                .takeWhile(found -> found.filter(entry -> isSame(service, (ServiceState) entry.state()))
                        .isPresent())
                .statefulMapConcat(() -> {
                    Set<TaskId> known = new HashSet<>();
                    return found -> found.stream()
                            .flatMap(entry -> ((ServiceState) entry.state()).tasks().values().stream())
                            .filter(task -> known.add(task.id()))
                            .toList();
                })
                .mapMaterializedValue(_ -> NotUsed.getInstance());
    }

    private static boolean isSame(ServiceState service, ServiceState now) {
        return now.uid().equals(service.uid());
    }

    private static int tail(String text) {
        try {
            return text.isEmpty() || text.equals("all") ? -1 : Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Seconds since 1970, perhaps with a fraction; 0 or nothing for all. */
    private static Instant since(String text) {
        try {
            return text.isEmpty()
                    ? Instant.EPOCH
                    : Instant.EPOCH.plus(Duration.ofNanos(
                            new BigDecimal(text).multiply(NANOS).longValue()));
        } catch (NumberFormatException e) {
            throw new DockerError(400, "invalid value for \"since\": failed to parse value \"%s\"".formatted(text));
        }
    }
}
