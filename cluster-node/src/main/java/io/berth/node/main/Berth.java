package io.berth.node.main;

import io.berth.node.cli.Cli;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The program {@code berth}. */
public final class Berth {
    private Berth() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(Cli.run(out, err, arguments));
    }
}
