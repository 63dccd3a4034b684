package io.berth.node.cli.command;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/** A program that runs until the operating system asks it to stop. */
final class Foreground {
    private Foreground() {}

    /** Returns when {@code program} has been stopped, by Ctrl-C or SIGTERM. */
    static void await(AutoCloseable program, PrintWriter out) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(program, out, stopped), "stop"));
        stopped.await();
    }

    private static void stop(AutoCloseable program, PrintWriter out, CountDownLatch stopped) {
        out.println("stopping; tasks go on running, and the next start with the same --data adopts them");
        try {
            program.close();
            out.println("stopped");
        } catch (Exception e) {
            out.println("stopped, but not in order: " + e);
        }
        stopped.countDown();
    }
}
