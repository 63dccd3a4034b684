package io.berth.agent.docker;

import io.berth.agent.EngineConnection;
import io.berth.agent.EngineRefusal;
import io.berth.agent.docker.EngineSocket.Following;
import io.berth.domain.agent.EngineCall;
import io.berth.domain.agent.EngineHead;
import io.berth.domain.agent.EngineRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passes people's calls on to the engine: those that the vocabulary has, about containers of the given task only. */
final class DockerPassage {
    private static final Pattern EXEC_ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern QUERY = Pattern.compile("[\\x21-\\x7e]*");
    private static final Pattern CONTAINER_ID = Pattern.compile("\"ContainerID\"\\s*:\\s*\"([0-9a-f]+)\"");
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final URI host;

    DockerPassage(URI host) {
        this.host = host;
    }

    /**
     * Sends the call.
     *
     * @param own the engine's ids of the task's containers, the first one first; none for a call about the node
     */
    EngineConnection call(EngineRequest request, List<String> own) throws IOException, EngineRefusal {
        if (!QUERY.matcher(request.query()).matches()) {
            throw new EngineRefusal(BAD_REQUEST, "a query has no blanks and no control characters");
        }
        String subject = switch (request.call().subject()) {
            case CONTAINER -> container(request, own);
            case EXEC -> exec(request, own);
            case NODE -> "";
        };
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        EngineCall call = request.call();
        Following following =
                call.isUpgrade() ? Following.UPGRADE : call.takesInput() ? Following.STREAM : Following.NOTHING;
        return EngineSocket.send(host, method(call), path(call, subject) + query, request.body(), following);
    }

    private static String container(EngineRequest request, List<String> own) throws EngineRefusal {
        if (own.isEmpty() || (!request.container().isEmpty() && !own.contains(request.container()))) {
            throw new EngineRefusal(
                    NOT_FOUND,
                    "No such container: "
                            + (request.container().isEmpty()
                                    ? request.task().map(Object::toString).orElse("")
                                    : request.container()));
        }
        return request.container().isEmpty() ? own.getFirst() : request.container();
    }

    private String exec(EngineRequest request, List<String> own) throws IOException, EngineRefusal {
        String exec = request.exec();
        if (EXEC_ID.matcher(exec).matches() && own.contains(containerOf(exec))) {
            return exec;
        }
        throw new EngineRefusal(NOT_FOUND, "No such exec instance: " + exec);
    }

    private String containerOf(String exec) throws IOException {
        try (EngineSocket asked =
                EngineSocket.send(host, "GET", path(EngineCall.INSPECT_EXEC, exec), "", Following.NOTHING)) {
            EngineHead head = asked.head();
            String text = new String(asked.output().readAllBytes(), StandardCharsets.UTF_8);
            Matcher container = CONTAINER_ID.matcher(text);
            return head.status() == OK && container.find() ? container.group(1) : "";
        }
    }

    private static String method(EngineCall call) {
        return switch (call) {
            case INSPECT, LOGS, STATS, TOP, CHANGES, READ_ARCHIVE, INSPECT_EXEC, VOLUMES, IMAGES, DISK_USAGE -> "GET";
            case DESCRIBE_PATH -> "HEAD";
            case WRITE_ARCHIVE -> "PUT";
            case KILL, STOP, PAUSE, UNPAUSE, WAIT, RESIZE, ATTACH, CREATE_EXEC, START_EXEC, RESIZE_EXEC -> "POST";
        };
    }

    private static String path(EngineCall call, String subject) {
        String container = "/containers/" + subject;
        String exec = "/exec/" + subject;
        return switch (call) {
            case INSPECT -> container + "/json";
            case LOGS -> container + "/logs";
            case STATS -> container + "/stats";
            case TOP -> container + "/top";
            case CHANGES -> container + "/changes";
            case DESCRIBE_PATH, READ_ARCHIVE, WRITE_ARCHIVE -> container + "/archive";
            case KILL -> container + "/kill";
            case STOP -> container + "/stop";
            case PAUSE -> container + "/pause";
            case UNPAUSE -> container + "/unpause";
            case WAIT -> container + "/wait";
            case RESIZE -> container + "/resize";
            case ATTACH -> container + "/attach";
            case CREATE_EXEC -> container + "/exec";
            case START_EXEC -> exec + "/start";
            case RESIZE_EXEC -> exec + "/resize";
            case INSPECT_EXEC -> exec + "/json";
            case VOLUMES -> "/volumes";
            case IMAGES -> "/images/json";
            case DISK_USAGE -> "/system/df";
        };
    }
}
