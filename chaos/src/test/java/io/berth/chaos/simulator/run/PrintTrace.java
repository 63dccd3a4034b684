package io.berth.chaos.simulator.run;

import io.berth.chaos.simulator.plan.PlanMaker;
import io.berth.chaos.simulator.world.Blueprint;
import io.berth.chaos.simulator.world.Trace;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** A program that writes the trace of one seed to a file: another virtual machine must write the same. */
final class PrintTrace {
    private PrintTrace() {}

    public static void main(String[] arguments) throws java.io.IOException {
        try (PrintStream out = new PrintStream(arguments[1], StandardCharsets.UTF_8)) {
            out.print(of(Long.parseLong(arguments[0])));
        }
    }

    static String of(long seed) {
        Verdict verdict = Simulation.run(PlanMaker.make(seed), Blueprint.PRODUCTION, true);
        return verdict.trace().stream().map(Trace.Line::toString).collect(Collectors.joining("\n"));
    }
}
