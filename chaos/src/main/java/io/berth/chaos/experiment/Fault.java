package io.berth.chaos.experiment;

import java.time.Duration;

/** What is done to a cluster. All but a kill is taken back after its time, also if the runner dies meanwhile. */
public sealed interface Fault {
    /** SIGKILL to the first process of one task of a service. */
    record KillTask(String service) implements Fault {
        @Override
        public String toString() {
            return "kill a task of " + service;
        }
    }

    /** SIGSTOP to the first process of one task of a service. */
    record PauseTask(String service, Duration lasting) implements Fault {
        @Override
        public String toString() {
            return "pause a task of %s for %s".formatted(service, Words.of(lasting));
        }
    }

    /** SIGKILL to a process of this machine, such as an agent or a member. */
    record KillProcess(long pid) implements Fault {
        @Override
        public String toString() {
            return "kill process " + pid;
        }
    }

    /** SIGSTOP to a process of this machine, such as an agent or a member. */
    record PauseProcess(long pid, Duration lasting) implements Fault {
        @Override
        public String toString() {
            return "pause process %d for %s".formatted(pid, Words.of(lasting));
        }
    }

    /** What this machine sends to a host, and what comes from it, is dropped. */
    record CutLink(String host, Duration lasting) implements Fault {
        @Override
        public String toString() {
            return "cut the link with %s for %s".formatted(host, Words.of(lasting));
        }
    }

    /** How long until it is taken back; zero if nothing is. */
    default Duration taken() {
        return switch (this) {
            case KillTask _, KillProcess _ -> Duration.ZERO;
            case PauseTask(var _, var lasting) -> lasting;
            case PauseProcess(var _, var lasting) -> lasting;
            case CutLink(var _, var lasting) -> lasting;
        };
    }
}
