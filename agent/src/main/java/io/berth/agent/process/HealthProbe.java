package io.berth.agent.process;

import io.berth.agent.runtime.Pause;
import io.berth.domain.spec.HealthCheck;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs the health check of one process until it is interrupted. The first run follows the start at once; Docker would
 * wait for one interval.
 *
 * @param check what to run, and how often
 * @param env of the process
 * @param workdir of the process
 * @param verdict told of each change of verdict
 */
record HealthProbe(HealthCheck check, Map<String, String> env, Path workdir, Consumer<Boolean> verdict)
        implements Runnable {
    /** Whether the check says how to tell; {@code NONE} and an empty test do not. */
    static boolean isReal(HealthCheck check) {
        return !check.test().isEmpty() && !check.test().getFirst().equals("NONE");
    }

    @Override
    public void run() {
        long startedNanos = System.nanoTime();
        int failures = 0;
        boolean wasHealthy = false;
        try {
            while (true) {
                if (passes()) {
                    failures = 0;
                    if (!wasHealthy) {
                        wasHealthy = true;
                        verdict.accept(true);
                    }
                } else if (wasHealthy
                        || System.nanoTime() - startedNanos
                                > check.startPeriod().toNanos()) {
                    failures++;
                    if (failures == Math.max(1, check.retries())) {
                        wasHealthy = false;
                        verdict.accept(false);
                    }
                }
                Pause.of(positive(check.interval(), HealthCheck.DEFAULT_INTERVAL));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean passes() throws InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(commandLine()).directory(workdir.toFile()).redirectErrorStream(true);
        builder.redirectOutput(Redirect.DISCARD).environment().clear();
        builder.environment().putAll(env);
        try {
            Process process = builder.start();
            try {
                Duration timeout = positive(check.timeout(), HealthCheck.DEFAULT_TIMEOUT);
                return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notStarted) {
            return false;
        }
    }

    private List<String> commandLine() {
        List<String> rest = check.test().subList(1, check.test().size());
        return switch (check.test().getFirst()) {
            case "CMD-SHELL" -> List.of("sh", "-c", String.join(" ", rest));
            case "CMD" -> rest;
            default -> check.test();
        };
    }

    private static Duration positive(Duration wanted, Duration otherwise) {
        return wanted.isPositive() ? wanted : otherwise;
    }
}
