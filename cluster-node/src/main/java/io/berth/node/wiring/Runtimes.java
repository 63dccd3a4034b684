package io.berth.node.wiring;

import io.berth.agent.node.AgentConfig;
import io.berth.node.config.RuntimeChoice;

/** Says to an agent which runtimes it is to have. */
final class Runtimes {
    private Runtimes() {}

    static AgentConfig of(RuntimeChoice choice, AgentConfig config) {
        return switch (choice) {
            case AUTO -> config;
            case DOCKER -> config.withRuntimes("docker", "process");
            case PROCESS -> config.withRuntimes("process");
            case SIMULATED -> config.withRuntimes("simulated");
        };
    }
}
