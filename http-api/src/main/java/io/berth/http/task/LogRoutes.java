package io.berth.http.task;

import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.fleet.Liveness;
import io.berth.domain.service.ServiceState;
import io.berth.domain.service.Task;
import io.berth.http.json.Json;
import io.berth.http.problem.ProblemCode;
import io.berth.http.problem.Refusal;
import io.berth.http.route.Answers;
import io.berth.http.route.Call;
import io.berth.http.route.Commands;
import io.berth.http.route.Endpoint;
import io.berth.http.route.Names;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Logs of a task, or of all live tasks of a service, merged as they come. {@code Accept: application/x-ndjson} gives
 * one JSON object a line, anything else plain text.
 *
 * @param commands asks entities
 */
public record LogRoutes(Commands commands) {
    private static final String NDJSON = "application/x-ndjson";

    /**
     * One line that a container has written.
     *
     * @param stream {@code stdout}, {@code stderr}, or {@code berth} where the log cannot be read on
     */
    public record LogView(String task, String container, String stream, String time, String text) {}

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/tasks/{task}/logs", "What a task has written", LogView.class, this::ofTask)
                        .query("follow", "tail", "since", "timestamps", "namespace")
                        .answers("text/plain"),
                Endpoint.get(
                                "/services/{name}/logs",
                                "What a service's tasks have written",
                                LogView.class,
                                this::ofService)
                        .query("follow", "tail", "since", "timestamps", "namespace")
                        .answers("text/plain"));
    }

    private CompletionStage<HttpResponse> ofTask(Call call) {
        LogQuery query = query(call);
        return TaskRoutes.find(commands, call).thenApply(found -> {
            Task task = found.task();
            boolean isReachable = commands.control()
                    .fleet()
                    .node(task.node())
                    .filter(node -> node.liveness() == Liveness.READY)
                    .isPresent();
            if (!isReachable) {
                throw Refusal.of(
                        ProblemCode.UNREACHABLE,
                        "cannot read the log of task %s: its node %s is not connected; try again when it is"
                                .formatted(task.id(), task.node()));
            }
            return answer(call, lines(found, query), "");
        });
    }

    private CompletionStage<HttpResponse> ofService(Call call) {
        LogQuery query = query(call);
        return commands.get(Names.service(call).ref(), ServiceState.class).thenApply(found -> {
            Source<LogView, NotUsed> merged = found.state().tasks().values().stream()
                    .filter(task -> task.isLive() || !query.follow())
                    .map(task -> lines(new FoundTask(found.state(), task), query))
                    .reduce(Source.empty(), Source::merge);
            return answer(call, merged, " | ");
        });
    }

    private Source<LogView, NotUsed> lines(FoundTask found, LogQuery query) {
        Task task = found.task();
        return commands.control()
                .logs(task.node(), task.id(), query)
                .map(line -> view(found.name(), line))
                .recover(new PFBuilder<Throwable, LogView>()
                        .match(
                                Throwable.class,
                                fault -> new LogView(
                                        found.name(), "", "berth", "", "no more of this log: " + fault.getMessage()))
                        .build());
    }

    private static LogQuery query(Call call) {
        return new LogQuery(
                call.flag("follow", false),
                (int) Math.min(Integer.MAX_VALUE, call.number("tail", -1, -1)),
                call.time("since").orElse(Instant.EPOCH));
    }

    private static HttpResponse answer(Call call, Source<LogView, NotUsed> lines, String separator) {
        if (call.header("Accept").orElse("").contains(NDJSON)) {
            return Answers.stream(
                    MediaTypes.applicationWithFixedCharset("x-ndjson", HttpCharsets.UTF_8)
                            .toContentType(),
                    lines.map(line -> ByteString.fromString(Json.line(line) + "\n")));
        }
        boolean hasTimes = call.flag("timestamps", false);
        return Answers.stream(
                ContentTypes.TEXT_PLAIN_UTF8,
                lines.map(line -> ByteString.fromString(text(line, hasTimes, separator))));
    }

    private static String text(LogView line, boolean hasTimes, String separator) {
        String task = separator.isEmpty() ? "" : line.task() + separator;
        return task + (hasTimes ? line.time() + " " : "") + line.text() + "\n";
    }

    private static LogView view(String task, LogLine line) {
        return new LogView(
                task,
                line.container(),
                line.isError() ? "stderr" : "stdout",
                line.at().toString(),
                line.text());
    }
}
