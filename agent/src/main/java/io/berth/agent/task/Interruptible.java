package io.berth.agent.task;

import org.jspecify.annotations.Nullable;

/** A long step that another thread may cancel, whether it has begun or not. */
final class Interruptible {
    private @Nullable Thread thread;
    private volatile boolean isCancelled;

    /** Runs the step on this thread unless it is cancelled already. The thread's interrupt is cleared afterwards. */
    void run(Runnable step) {
        synchronized (this) {
            if (isCancelled) {
                return;
            }
            thread = Thread.currentThread();
        }
        try {
            step.run();
        } finally {
            synchronized (this) {
                thread = null;
            }
            if (Thread.interrupted()) {
                isCancelled = true;
            }
        }
    }

    synchronized void cancel() {
        isCancelled = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    boolean isCancelled() {
        return isCancelled;
    }
}
