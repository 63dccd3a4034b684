package io.berth.agent.task;

import io.berth.agent.EngineConnection;
import io.berth.agent.EngineRefusal;
import io.berth.agent.runtime.ContainerRef;
import io.berth.agent.runtime.ContainerRuntime;
import io.berth.domain.agent.EngineCall.Subject;
import io.berth.domain.agent.EngineRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Leads people's calls to the engine that they are about, with the containers that they may be about. */
final class EngineCalls {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int NOT_IMPLEMENTED = 501;

    private EngineCalls() {}

    /** @param runner of the task that the request names, if it is known here */
    static EngineConnection pass(EngineRequest request, Optional<TaskRunner> runner, List<LimitedRuntime> runtimes)
            throws IOException, EngineRefusal {
        if (request.call().subject() == Subject.NODE) {
            return engine(runtimes).callEngine(request, List.of());
        }
        if (request.task().isEmpty()) {
            throw new EngineRefusal(BAD_REQUEST, "the call " + request.call() + " names no task");
        }
        if (runner.isEmpty()) {
            throw new EngineRefusal(
                    NOT_FOUND, "No such container: " + request.task().get());
        }
        TaskRunner known = runner.get();
        List<String> own =
                known.existing().stream().map(ContainerRef::runtimeId).toList();
        return known.limited.runtime().callEngine(request, own);
    }

    private static ContainerRuntime engine(List<LimitedRuntime> runtimes) throws EngineRefusal {
        return runtimes.stream()
                .map(LimitedRuntime::runtime)
                .filter(runtime -> !runtime.engineVersion().isEmpty())
                .findFirst()
                .orElseThrow(() -> new EngineRefusal(NOT_IMPLEMENTED, "this node has no container engine"));
    }
}
