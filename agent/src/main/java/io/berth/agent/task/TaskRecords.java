package io.berth.agent.task;

import io.berth.domain.agent.AgentInstruction;
import io.berth.domain.agent.AgentInstruction.ForgetTask;
import io.berth.domain.agent.AgentInstruction.StartTask;
import io.berth.domain.agent.TaskAssignment;
import io.berth.domain.agent.TaskReport;
import io.berth.domain.task.TaskId;
import io.berth.domain.task.TaskStatus;
import io.berth.link.LinkMessages;
import io.berth.link.proto.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file for each task that may outlive the agent: the instruction to start it, its last recorded status and, if
 * there was one, the instruction to forget it, all as the messages of the link. Holds no secret: values are fetched
 * when they are needed.
 */
public final class TaskRecords {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRecords.class);
    private static final String SUFFIX = ".task";

    private final Path folder;

    /** @param folder where the files lie; created if it does not exist */
    public TaskRecords(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(TaskAssignment assignment, TaskStatus status) {
        write(new TaskRecord(assignment, status, false));
    }

    void saveForgotten(TaskAssignment assignment, TaskStatus status) {
        write(new TaskRecord(assignment, status, true));
    }

    void delete(TaskId task) {
        try {
            Files.deleteIfExists(file(task));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All records that can be read; one that a power cut has spoilt explains nothing, so it is left out. */
    List<TaskRecord> all() {
        try (Stream<Path> files = Files.list(folder)) {
            List<TaskRecord> records = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                try {
                    records.add(read(file));
                } catch (IOException | IllegalArgumentException spoilt) {
                    LOG.warn("task record {} cannot be read and is left out: {}", file, spoilt.getMessage());
                }
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TaskRecord read(Path file) throws IOException {
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
            Wire.ToAgent start = Wire.ToAgent.parseDelimitedFrom(input);
            Wire.TaskReport report = Wire.TaskReport.parseDelimitedFrom(input);
            if (start == null || report == null) {
                throw new IOException("the file ends too early");
            }
            AgentInstruction instruction = LinkMessages.read(start)
                    .orElseThrow(() -> new IOException("the file does not begin with an instruction"));
            if (!(instruction instanceof StartTask(var assignment))) {
                throw new IOException("the file does not begin with the start of a task");
            }
            TaskStatus status = LinkMessages.read(List.of(report)).getFirst().status();
            return new TaskRecord(assignment, status, Wire.ToAgent.parseDelimitedFrom(input) != null);
        }
    }

    private void write(TaskRecord record) {
        TaskId task = record.assignment().task();
        Path file = file(task);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(fresh))) {
                LinkMessages.write(new StartTask(record.assignment())).writeDelimitedTo(output);
                TaskReport report = new TaskReport(task, record.status());
                LinkMessages.write(List.of(report)).getFirst().writeDelimitedTo(output);
                if (record.isForgotten()) {
                    LinkMessages.write(new ForgetTask(task)).writeDelimitedTo(output);
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(TaskId task) {
        return folder.resolve(task.value() + SUFFIX);
    }
}
