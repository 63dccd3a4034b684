package io.berth.agent.process;

import io.berth.agent.runtime.Pause;
import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads what a process wrote. The process writes to its files by itself, so that it can outlive the agent, and nobody
 * stamps its lines: a line that was there before the reader came has the time of the file's last write, a line that
 * is followed the time it was read.
 */
final class ProcessLog {
    private static final int LINE_MAX_BYTES = 64 * 1024;
    private static final int TAIL_MAX_LINES = 100_000;
    private static final Duration FOLLOW_INTERVAL = Duration.ofMillis(100);

    private final ContainerFolder folder;

    ProcessLog(ContainerFolder folder) {
        this.folder = folder;
    }

    void read(LogQuery query, Consumer<LogLine> sink) {
        List<Reader> readers = List.of(new Reader(folder.stdout(), false), new Reader(folder.stderr(), true));
        List<LogLine> before = new ArrayList<>();
        for (Reader reader : readers) {
            before.addAll(reader.lines(ContainerFolder.lastWrite(reader.file)));
        }
        List<LogLine> wanted = before.stream()
                .filter(line -> !line.at().isBefore(query.since()))
                .toList();
        int from = query.tail() < 0 ? 0 : Math.max(0, wanted.size() - query.tail());
        wanted.subList(from, wanted.size()).forEach(sink);
        if (query.follow()) {
            follow(readers, sink);
        }
    }

    private void follow(List<Reader> readers, Consumer<LogLine> sink) {
        try {
            while (true) {
                boolean hasEnded = folder.exitCode().isPresent() || !Files.exists(folder.path());
                readers.forEach(reader -> reader.lines(Instant.now()).forEach(sink));
                if (hasEnded) {
                    return;
                }
                Pause.of(FOLLOW_INTERVAL);
            }
        } catch (InterruptedException readerLeft) {
            Thread.currentThread().interrupt();
        }
    }

    /** One of the two files, and how far it was read. */
    private final class Reader {
        private final Path file;
        private final boolean isError;
        private long offset;

        Reader(Path file, boolean isError) {
            this.file = file;
            this.isError = isError;
        }

        /** The whole lines from the offset on; only the last {@value #TAIL_MAX_LINES} of them. */
        Deque<LogLine> lines(Instant at) {
            Deque<LogLine> lines = new ArrayDeque<>();
            if (!Files.exists(file)) {
                return lines;
            }
            try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
                input.seek(offset);
                byte[] chunk = new byte[LINE_MAX_BYTES];
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                long position = offset;
                for (int count = input.read(chunk); count > 0; count = input.read(chunk)) {
                    for (int i = 0; i < count; i++) {
                        position++;
                        if (chunk[i] == '\n' || line.size() == LINE_MAX_BYTES) {
                            add(lines, line, at);
                            offset = chunk[i] == '\n' ? position : position - 1;
                        }
                        if (chunk[i] != '\n') {
                            line.write(chunk[i]);
                        }
                    }
                }
                if (line.size() > 0 && folder.exitCode().isPresent()) {
                    add(lines, line, at);
                    offset = position;
                }
                return lines;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void add(Deque<LogLine> lines, ByteArrayOutputStream line, Instant at) {
            String text = line.toString(StandardCharsets.UTF_8);
            lines.addLast(new LogLine(folder.task(), folder.container(), isError, at, text));
            line.reset();
            if (lines.size() > TAIL_MAX_LINES) {
                lines.removeFirst();
            }
        }
    }
}
