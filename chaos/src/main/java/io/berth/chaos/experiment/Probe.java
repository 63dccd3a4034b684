package io.berth.chaos.experiment;

import java.util.List;

/** What must hold before an experiment, and again after it. */
public sealed interface Probe {
    /** As many tasks of a service run as it should have. */
    record Desired(String service) implements Probe {
        @Override
        public String toString() {
            return "service %s is at its desired state".formatted(service);
        }
    }

    /** A page is answered with this status. */
    record Http(String url, int status) implements Probe {
        @Override
        public String toString() {
            return "%s answers %d".formatted(url, status);
        }
    }

    /** A command ends with 0. */
    record Command(List<String> words) implements Probe {
        public Command {
            words = List.copyOf(words);
        }

        @Override
        public String toString() {
            return "`%s` succeeds".formatted(String.join(" ", words));
        }
    }
}
