package io.berth.node.cli.option;

import io.berth.node.cli.api.Api;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.show.Convergence;
import io.berth.node.cli.show.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether and how long a command waits for what it changed. */
public final class Waiting {
    @Option(
            names = {"-d", "--detach"},
            description = "Return once the change is durable; do not wait until it is in effect")
    private boolean isDetached;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long to wait, such as 90s or 5m (default: ${DEFAULT-VALUE})")
    private Duration timeout = Duration.ofMinutes(5);

    /** Shows the services converging, unless nobody waits. */
    public int await(Api api, PrintWriter out, List<String> services, Convergence.Goal goal) {
        return isDetached ? ExitCode.DONE : new Progress(api, out).await(services, goal, timeout);
    }
}
