package io.berth.agent.process;

import io.berth.agent.runtime.ContainerException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Locale;

/** Sends signals to whole process groups, for which Java has no call. */
final class ProcessGroup {
    private ProcessGroup() {}

    /** Sends {@code signal} (with or without SIG, or a number) to the group of {@code id}; a group that is gone is fine. */
    static void signal(ProcessId id, String signal) {
        if (!id.isAlive()) {
            return;
        }
        String name = signal.toUpperCase(Locale.ROOT);
        String plain = name.startsWith("SIG") ? name.substring("SIG".length()) : name;
        // The group exists a moment later than the process: setsid makes it.
        String line = "kill -s \"$1\" -- \"-$2\" || kill -s \"$1\" \"$2\"";
        try {
            new ProcessBuilder("sh", "-c", line, "kill", plain, id.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new ContainerException("cannot send " + signal + " to process " + id + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerException("interrupted while sending " + signal + " to process " + id, e);
        }
    }
}
