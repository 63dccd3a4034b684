package io.berth.agent.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees the ends of processes that are not the agent's children any more: their keepers move an exit file into one
 * folder, and the operating system tells of it (inotify on Linux), so nothing is polled.
 */
final class ExitWatch implements Closeable {
    private final WatchService watch;
    private final Map<Path, Runnable> waiting = new ConcurrentHashMap<>();

    ExitWatch(Path folder) {
        try {
            Files.createDirectories(folder);
            watch = folder.getFileSystem().newWatchService();
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.OVERFLOW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("exit-watch").start(() -> run(folder));
    }

    /** Calls {@code action} once when {@code exitFile} is there, at once if it is there already. */
    void await(Path exitFile, Runnable action) {
        waiting.put(exitFile, action);
        tell(exitFile);
    }

    private void run(Path folder) {
        try {
            while (true) {
                WatchKey key = watch.take();
                key.pollEvents().forEach(event -> {
                    if (event.context() instanceof Path name) {
                        tell(folder.resolve(name));
                    } else {
                        waiting.keySet().forEach(this::tell); // an overflow names nothing
                    }
                });
                key.reset();
            }
        } catch (ClosedWatchServiceException | InterruptedException closed) {
            waiting.clear();
        }
    }

    private void tell(Path exitFile) {
        if (Files.exists(exitFile)) {
            Runnable action = waiting.remove(exitFile);
            if (action != null) {
                action.run();
            }
        }
    }

    @Override
    public void close() {
        try {
            watch.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
