package io.berth.node.proof;

import io.berth.node.cli.Cli;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A command that goes on until it is stopped. */
final class Typed implements AutoCloseable {
    private final StringWriter out = new StringWriter();
    private final Thread thread;

    private Typed(Terminal terminal, String line) {
        String[] arguments = (line + " --host " + terminal.member()).split(" +");
        thread = Thread.ofPlatform()
                .daemon()
                .start(() -> Cli.run(new PrintWriter(out, true), new PrintWriter(out, true), arguments));
    }

    static Typed start(Terminal terminal, String line) {
        return new Typed(terminal, line);
    }

    /** Returns once it has written that text. */
    void awaitText(String text) {
        Patience.soon().until(out::toString, written -> written.contains(text));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
