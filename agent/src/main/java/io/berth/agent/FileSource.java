package io.berth.agent;

import io.berth.domain.task.TaskId;
import io.berth.link.TaskFile;
import java.io.IOException;
import java.util.List;

/** Where the values of secrets and configs come from. They are kept in memory only. */
@FunctionalInterface
public interface FileSource {
    /**
     * The values of every secret and config that the task's containers refer to. Waits for the member, some seconds at
     * most, so call it from a thread that may wait.
     *
     * @throws IOException if no member can be reached, or it refuses; the text says which
     */
    List<TaskFile> fetch(TaskId task) throws IOException;
}
