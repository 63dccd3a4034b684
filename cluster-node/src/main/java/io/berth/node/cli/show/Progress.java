package io.berth.node.cli.show;

import io.berth.node.cli.api.Api;
import io.berth.node.cli.api.Refused;
import io.berth.node.cli.exit.ExitCode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows services as they converge: one line for each change. */
public final class Progress {
    /** Fast enough for the eye, and little work for a member. */
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private static final int NOT_FOUND = 404;

    private final Api api;
    private final PrintWriter out;
    private final long startNanos = System.nanoTime();
    private final Map<String, String> shown = new HashMap<>();

    /**
     * @param api asked again and again
     * @param out gets the lines
     */
    public Progress(Api api, PrintWriter out) {
        this.api = api;
        this.out = out;
    }

    /**
     * Waits until all services have converged or failed to.
     *
     * @return the worst exit code of all, {@link ExitCode#TIMED_OUT} if one is not done in time
     */
    public int await(List<String> services, Convergence.Goal goal, Duration timeout) {
        List<String> waiting = new ArrayList<>(services);
        int worst = ExitCode.DONE;
        while (true) {
            List<String> going = new ArrayList<>();
            for (String service : waiting) {
                Convergence now = look(service, goal);
                show(service, now.text());
                if (now.exit().isPresent()) {
                    worst = Math.max(worst, now.exit().getAsInt());
                } else {
                    going.add(service);
                }
            }
            if (going.isEmpty()) {
                return worst;
            }
            waiting = going;
            if (elapsed().compareTo(timeout) >= 0) {
                out.println("not converged within %d s: %s; it goes on without this command, see `berth ps`"
                        .formatted(timeout.toSeconds(), String.join(", ", going)));
                return ExitCode.TIMED_OUT;
            }
            pause(INTERVAL);
        }
    }

    /** Waits as long as that, or until the program is stopped. */
    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted", e);
        }
    }

    private Convergence look(String service, Convergence.Goal goal) {
        try {
            return Convergence.of(api.get("/services/" + Api.segment(service)).body(), goal);
        } catch (Refused e) {
            if (e.status() == NOT_FOUND) {
                return new Convergence("removed", java.util.OptionalInt.of(ExitCode.REFUSED));
            }
            throw e;
        }
    }

    private void show(String service, String text) {
        if (!text.equals(shown.put(service, text))) {
            out.println(String.format(Locale.ROOT, "%6.1f s  %s  %s", elapsed().toMillis() / 1000.0, service, text));
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
