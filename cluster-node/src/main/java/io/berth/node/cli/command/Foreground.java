package io.berth.node.cli.command;

import java.io.PrintWriter;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A program that runs until the operating system asks it to stop, or until it ends by itself. */
final class Foreground {
    private Foreground() {}

    /**
     * Returns when {@code program} has been stopped.
     *
     * @param ended completes if it ends by itself
     * @return whether it was asked to stop, by Ctrl-C or SIGTERM
     */
    static boolean await(AutoCloseable program, CompletionStage<?> ended, PrintWriter out) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicBoolean isStopping = new AtomicBoolean();
        AtomicBoolean isAsked = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (isStopping.compareAndSet(false, true)) {
                                isAsked.set(true);
                                stop(program, out);
                                stopped.countDown();
                            }
                        },
                        "stop"));
        var _ = ended.whenComplete((value, error) -> {
            if (isStopping.compareAndSet(false, true)) {
                stop(program, out);
                stopped.countDown();
            }
        });
        stopped.await();
        return isAsked.get();
    }

    private static void stop(AutoCloseable program, PrintWriter out) {
        out.println("stopping; tasks go on running, and the next start with the same --data adopts them");
        try {
            program.close();
            out.println("stopped");
        } catch (Exception e) {
            out.println("stopped, but not in order: " + e);
        }
    }
}
