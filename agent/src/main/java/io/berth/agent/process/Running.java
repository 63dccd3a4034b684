package io.berth.agent.process;

import java.util.concurrent.CompletableFuture;

/**
 * One process that was running when last heard of.
 *
 * @param folder where it is kept on disk
 * @param id of the process
 * @param exit its exit code, once it has ended
 */
record Running(ContainerFolder folder, ProcessId id, CompletableFuture<Integer> exit) {
    /** What a killed process answers, as a shell counts it; also of one whose keeper was killed too. */
    static final int KILLED = 137;

    static Running of(ContainerFolder folder, ProcessId id) {
        return new Running(folder, id, new CompletableFuture<>());
    }

    /** The keeper has ended: its exit code stands, or it was killed and took the code with it. */
    void settle() {
        folder.writeExitCode(KILLED);
        exit.complete(folder.exitCode().orElse(KILLED));
    }
}
