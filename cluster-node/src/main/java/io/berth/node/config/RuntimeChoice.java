package io.berth.node.config;

/** What runs tasks on this machine. */
public enum RuntimeChoice {
    /** Docker if an engine answers, else processes. */
    AUTO,
    /** Containers of a Docker Engine. */
    DOCKER,
    /** Operating-system processes. */
    PROCESS,
    /** Nothing real: tasks only say that they run. */
    SIMULATED
}
