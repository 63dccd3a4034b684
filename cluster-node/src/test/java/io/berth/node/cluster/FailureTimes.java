package io.berth.node.cluster;

import static org.awaitility.Awaitility.await;

import io.berth.persistence.cassandra.CassandraServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills what can die, again and again, and measures how long it takes until all is well. Arguments: how many runs, the page
 * to write, and facts of the machine for it.
 */
public final class FailureTimes {
    static final int SERVICES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(FailureTimes.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    /** Those who ask must not keep the others from starting. */
    private static final Duration ASK_EVERY = Duration.ofMillis(300);

    private static final Duration MEMBER_PAUSE = Duration.ofSeconds(60);
    private static final Duration JOURNAL_PAUSE = Duration.ofSeconds(30);

    private final FailureTable table;
    private final ThreeMembers members;
    private final Sleepers sleepers = new Sleepers();
    private int replicas = 1;

    private FailureTimes(FailureTable table, ThreeMembers members) {
        this.table = table;
        this.members = members;
    }

    /** What happens to one cluster. */
    private interface Scenario {
        void play(FailureTimes times) throws Exception;
    }

    /** What is measured, from its beginning to its return. */
    private interface Step {
        void run() throws Exception;
    }

    /** Writes the page after each run, so that a run that fails leaves what was measured before. */
    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        FailureTable table = new FailureTable();
        for (int run = 1; run <= runs; run++) {
            LOG.info("run {} of {}", run, runs);
            run(table, FailureTimes::all);
            run(table, FailureTimes::tuned, "--fast-detector");
            Files.writeString(Path.of(arguments[1]), table.page(arguments[2]));
        }
        System.exit(0);
    }

    private static void run(FailureTable table, Scenario scenario, String... flags) throws Exception {
        try (ThreeMembers members = ThreeMembers.found(Files.createTempDirectory("berth-failures"), flags)) {
            FailureTimes times = new FailureTimes(table, members);
            // Also when it is interrupted no process stays behind.
            Runtime.getRuntime().addShutdownHook(new Thread(times::leaveNothingBehind));
            try {
                times.deploy();
                scenario.play(times);
            } finally {
                times.sleepers.close();
            }
        }
    }

    private void leaveNothingBehind() {
        members.close();
        sleepers.close();
    }

    private void deploy() throws Exception {
        members.startAgents("n1", "n2");
        members.commands(0)
                .done("deploy", members.compose(sleepers.stack(SERVICES, replicas)), "--stack", "s", "--timeout", "3m");
        sleepers.await(SERVICES);
    }

    private void all() throws Exception {
        container();
        agentProcess();
        node();
        member("a member is killed: all services are writable");
        pausedMember();
        twoMembers();
        journal();
        power();
    }

    private void tuned() throws Exception {
        member("a member is killed, with --fast-detector: all services are writable");
    }

    private void measure(String row, Step step) throws Exception {
        Pressure before = Pressure.now();
        step.run();
        Pressure after = Pressure.now();
        double seconds = (after.nanos() - before.nanos()) / 1e9;
        table.add(row, new FailureTable.Time(seconds, after.percentSince(before)));
        LOG.info("{} s: {}", String.format(Locale.ROOT, "%.1f", seconds), row);
    }

    /** All is as it was, but for services that were scaled: those have what was acknowledged, of what ran before. */
    private void requireUntouched(List<Long> before) {
        List<Long> after = sleepers.await(SERVICES * replicas);
        if (!after.containsAll(before) && !before.containsAll(after)) {
            throw new IllegalStateException("tasks were replaced: %s ran before, %s after".formatted(before, after));
        }
    }

    private void container() throws Exception {
        List<Long> before = sleepers.pids();
        measure("a container ends: another runs", () -> {
            ProcessHandle.of(before.getFirst()).ifPresent(ProcessHandle::destroyForcibly);
            until(() -> sleepers.pids().size() == SERVICES && !sleepers.pids().equals(before));
        });
    }

    private void agentProcess() throws Exception {
        List<Long> before = sleepers.pids();
        measure("an agent is killed and started again: it is connected, its tasks untouched", () -> {
            members.process("n1").kill();
            members.startAgent("n1").awaitPrinted("is connected to");
        });
        requireUntouched(before);
    }

    private void node() throws Exception {
        measure("a node is dead: its tasks run elsewhere", () -> {
            members.process("n1").kill();
            until(() -> members.commands(0).list("ps").stream()
                            .filter(task -> task.path("state").asText().equals("running")
                                    && task.path("hostname").asText().equals("n2"))
                            .count()
                    == SERVICES);
        });
        measure("a node returns: what runs twice is stopped", () -> {
            members.startAgent("n1");
            until(() -> sleepers.pids().size() == SERVICES);
        });
    }

    private void member(String row) throws Exception {
        List<Long> before = sleepers.pids();
        measure(row, () -> {
            members.member(0).kill();
            changeAll(1);
        });
        requireUntouched(before);
        members.start(0);
    }

    /** The one that has taken over from the killed one: it is the oldest, and has most services. */
    private void pausedMember() throws Exception {
        List<Long> before = sleepers.pids();
        Instant end = Instant.now().plus(MEMBER_PAUSE);
        measure("a member is paused: all services are writable", () -> {
            members.member(1).pause();
            changeAll(2);
        });
        requireUntouched(before);
        until(() -> Instant.now().isAfter(end));
        members.member(1).resume();
        members.member(1).awaitExit();
        members.start(1);
        requireUntouched(before);
    }

    private void twoMembers() throws Exception {
        List<Long> before = sleepers.pids();
        members.member(0).kill();
        members.member(2).kill();
        members.member(1).awaitExit();
        members.begin(1);
        measure("two of three members are dead, one of them is started again: all services are writable", () -> {
            members.begin(0);
            changeAll(1);
        });
        requireUntouched(before);
        members.start(2);
    }

    private void journal() throws Exception {
        List<Long> before = sleepers.pids();
        Instant end = Instant.now().plus(JOURNAL_PAUSE);
        CassandraServer.running().pause();
        members.commands(1).run("scale", "-d", "s_web0=" + replicas);
        until(() -> Instant.now().isAfter(end));
        measure("Cassandra was stopped for 30 s and goes on: all services are writable", () -> {
            CassandraServer.running().resume();
            changeAll(1);
        });
        requireUntouched(before);
    }

    private void power() throws Exception {
        List<Long> before = sleepers.pids();
        for (String name : List.of("m1", "m2", "m3", "n1", "n2")) {
            members.process(name).kill();
        }
        measure("all members and agents are killed and started again: all services are writable", () -> {
            for (int i = 0; i < ThreeMembers.COUNT; i++) {
                members.begin(i);
            }
            members.startAgent("n1");
            members.startAgent("n2");
            changeAll(1);
        });
        requireUntouched(before);
    }

    /** Changes every service at once, each again and again until it is acknowledged. */
    private void changeAll(int member) throws Exception {
        replicas = 3 - replicas;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> changes = new ArrayList<>();
            IntStream.range(0, SERVICES).forEach(i -> changes.add(threads.submit(() -> change(member, i))));
            for (Future<?> change : changes) {
                change.get();
            }
        }
    }

    private void change(int member, int service) {
        await().pollInterval(ASK_EVERY)
                .pollDelay(Duration.ZERO)
                .atMost(ThreeMembers.PATIENCE)
                .until(() -> members.commands(member)
                                .run("scale", "-d", "s_web%d=%d".formatted(service, replicas))
                                .exit()
                        == 0);
    }

    private static void until(Callable<Boolean> condition) {
        await().pollInterval(LOOK_EVERY).atMost(ThreeMembers.PATIENCE).until(condition);
    }
}
