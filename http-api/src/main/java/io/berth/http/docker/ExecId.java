package io.berth.http.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.domain.task.TaskId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Names a program in a container to clients: the engine's id and the task's, so that every member finds its node again.
 *
 * @param exec the engine's id
 * @param task in whose container it is
 */
record ExecId(String exec, TaskId task) {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{64})-([0-9a-z]+)");

    static ExecId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new DockerError(404, "No such exec instance: " + text);
        }
        return new ExecId(matcher.group(1), new TaskId(matcher.group(2)));
    }

    /** The engine's answer to the creation, with our id. */
    static HttpResponse created(TaskId task, JsonNode json) {
        ExecId id = new ExecId(json.path("Id").asText(), task);
        return DockerAnswers.json(201, GoObject.of("Id", id.toString()));
    }

    @Override
    public String toString() {
        return exec + "-" + task;
    }
}
