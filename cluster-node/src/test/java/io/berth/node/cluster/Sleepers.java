package io.berth.node.cluster;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Processes that sleep for a time that no other test sleeps for, so that they can be told from others. */
final class Sleepers implements AutoCloseable {
    private final String seconds = Long.toString(200_000 + System.nanoTime() % 100_000);

    /** A compose file with one service of these. */
    String stack(int replicas) {
        return "services:\n" + service("web", replicas);
    }

    /** A compose file with services web0, web1 and so on of these. */
    String stack(int services, int replicas) {
        return "services:\n"
                + IntStream.range(0, services)
                        .mapToObj(i -> service("web" + i, replicas))
                        .collect(Collectors.joining());
    }

    private String service(String name, int replicas) {
        return """
              %s:
                image: none
                command: ["sh", "-c", "echo hello; exec sleep %s"]
                deploy:
                  replicas: %d
                  restart_policy: {delay: 0s}
            """.formatted(name, seconds, replicas);
    }

    /** The process ids, as soon as there are so many. */
    List<Long> await(int count) {
        return Awaitility.await().atMost(BerthProcess.PATIENCE).until(this::pids, pids -> pids.size() == count);
    }

    /** The programs themselves, not the shells that keep their exit codes. */
    List<Long> pids() {
        return handles().stream().map(ProcessHandle::pid).sorted().toList();
    }

    private List<ProcessHandle> handles() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> arguments.length == 1 && arguments[0].equals(seconds))
                        .isPresent())
                .toList();
    }

    @Override
    public void close() {
        handles().forEach(ProcessHandle::destroyForcibly);
    }
}
