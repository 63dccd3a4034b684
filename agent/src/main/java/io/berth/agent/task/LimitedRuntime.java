package io.berth.agent.task;

import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.ContainerPlan;
import io.berth.agent.runtime.ContainerRuntime;
import io.berth.agent.runtime.CreatedContainer;
import io.berth.agent.runtime.StartedContainer;
import java.util.concurrent.Semaphore;

/**
 * A runtime that is not asked for more creations and starts at once than it can do well; the rest waits in order.
 *
 * @param runtime that does the work
 * @param permits one for each creation or start under way
 */
record LimitedRuntime(ContainerRuntime runtime, Semaphore permits) {
    static LimitedRuntime of(ContainerRuntime runtime) {
        return new LimitedRuntime(runtime, new Semaphore(runtime.startsAtOnce(), true));
    }

    void createShared(ContainerPlan first) {
        acquire();
        try {
            runtime.createShared(first);
        } finally {
            permits.release();
        }
    }

    CreatedContainer create(ContainerPlan plan) {
        acquire();
        try {
            return runtime.create(plan);
        } finally {
            permits.release();
        }
    }

    StartedContainer start(ContainerPlan plan, String runtimeId) {
        acquire();
        try {
            return runtime.start(plan, runtimeId);
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerException("interrupted while waiting to start", e);
        }
    }
}
