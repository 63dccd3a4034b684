package io.berth.agent.node;

import io.berth.agent.docker.DockerRuntime;
import io.berth.agent.process.ProcessRuntime;
import io.berth.agent.runtime.ContainerRuntime;
import io.berth.agent.simulated.SimulatedRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the runtimes that an agent is to have. */
final class RuntimeChoice {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeChoice.class);

    private RuntimeChoice() {}

    /** Those that are wanted, in order. */
    static List<ContainerRuntime> open(AgentConfig config) {
        List<ContainerRuntime> runtimes = new ArrayList<>();
        if (config.runtimes().isEmpty()) {
            docker(config).ifPresent(runtimes::add);
            process(config, runtimes);
        }
        for (String name : config.runtimes()) {
            switch (name) {
                case "docker" ->
                    runtimes.add(docker(config)
                            .orElseThrow(() -> new IllegalArgumentException("no Docker Engine answers at "
                                    + config.dockerHost() + ": start it or leave out the runtime docker")));
                case "process" -> process(config, runtimes);
                case "simulated" -> runtimes.add(new SimulatedRuntime(Duration.ZERO, Duration.ZERO));
                default ->
                    throw new IllegalArgumentException(
                            "unknown runtime " + name + ": use docker, process or simulated");
            }
        }
        return runtimes;
    }

    private static Optional<DockerRuntime> docker(AgentConfig config) {
        return DockerRuntime.connect(
                config.dockerHost(),
                config.node(),
                Machine.inner(config.address()),
                config.leftovers().networks());
    }

    private static void process(AgentConfig config, List<ContainerRuntime> runtimes) {
        if (ProcessRuntime.isPossible()) {
            runtimes.add(new ProcessRuntime(config.dataDir().resolve("process")));
        } else {
            LOG.warn("the process runtime is not available: it needs setsid and sh on the path, and /proc");
        }
    }
}
