package io.berth.node.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills a member with SIGKILL at a random moment while clients scale, update, restart, roll back, remove and create
 * services, starts it again and looks whether anything was lost, half done, started twice or left behind. Again with
 * the same choices: {@code -Dberth.kill.seed=SEED}; more of it: {@code -Dberth.kill.rounds=N}.
 */
class KillRoundsTest {
    private static final Logger LOG = LoggerFactory.getLogger(KillRoundsTest.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ROUNDS = Integer.getInteger("berth.kill.rounds", 20);
    private static final long SEED = Long.getLong("berth.kill.seed", System.nanoTime());

    private final String marker = "kill-rounds-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    private final Volley volley = new Volley();
    private final List<Client> clients = List.of(
            new Client(ServiceUnderFire.stopFirst("alpha", marker)),
            new Client(ServiceUnderFire.startFirst("beta", marker)),
            new Client(ServiceUnderFire.withChildren("gamma", marker)),
            new Client(ServiceUnderFire.published("delta", marker, freePort())));
    private final SlotWatch watch = new SlotWatch(
            marker,
            clients.stream()
                    .map(Client::service)
                    .filter(ServiceUnderFire::isStartFirst)
                    .map(ServiceUnderFire::name)
                    .collect(Collectors.toSet()));
    private Optional<MemberProcess> member = Optional.empty();
    private int round;
    private int commands;
    private int unanswered;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @AfterEach
    void leaveNoProcessBehind() throws InterruptedException {
        watch.close();
        volley.close();
        if (member.isPresent()) {
            member.get().kill();
        }
        MarkedProcess.all(marker).forEach(MarkedProcess::kill);
    }

    @Test
    void whatWasAcknowledgedIsThereAfterEveryKillAndNothingRunsTwice() throws Exception {
        LOG.info("seed={} rounds={}", SEED, ROUNDS);
        Api api = start();
        // Not SEED + round: the first choices of neighbouring seeds are alike.
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (round = 1; round <= ROUNDS; round++) {
            api = round(api, new Random(seeds.nextLong()));
        }
        LOG.info("seed={} rounds={} commands={} unanswered={}: all held", SEED, ROUNDS, commands, unanswered);
        removeAll(api);
    }

    private Api round(Api before, Random random) throws Exception {
        long position = before.get("services").path("position").asLong();
        Volley.Moment moment = Volley.Moment.choose(random);
        clients.forEach(Client::forget);
        volley.fire(clients, before, random, member(), moment);
        clients.forEach(client -> commands += client.sent().size());
        clients.stream().filter(Client::hasUnanswered).forEach(client -> unanswered++);
        List<MarkedProcess> survivors = MarkedProcess.all(marker).stream()
                .filter(MarkedProcess::isProgram)
                .toList();
        Set<String> shot = shootOne(survivors, random);
        String story = "killed after %d commands and %d ms, tasks killed meanwhile %s"
                .formatted(moment.commands(), moment.millis(), shot);
        if (random.nextInt(4) == 0) {
            int again = random.nextInt(3_000);
            story += ", killed again %d ms after its start".formatted(again);
            member = Optional.of(MemberProcess.start(folder));
            volley.killAfter(member(), again);
        }
        Api api = start();
        Evidence evidence = new Evidence(SEED, round, story, position, marker, clients, member());
        compareSpecs(api, evidence);
        Picture picture = awaitConverged(api, evidence);
        List<String> wrong = new ArrayList<>(watch.doubles());
        clients.forEach(client -> wrong.addAll(client.wrong()));
        wrong.addAll(unexplained(new Events(api.events(position)), picture, survivors, shot));
        if (!wrong.isEmpty()) {
            throw evidence.failure(String.join("\n", wrong), api);
        }
        return api;
    }

    private Api start() throws IOException {
        member = Optional.of(MemberProcess.start(folder));
        return new Api(member().awaitAddress());
    }

    private MemberProcess member() {
        return member.orElseThrow();
    }

    /** Sometimes a task dies while nobody watches. */
    private static Set<String> shootOne(List<MarkedProcess> survivors, Random random) {
        if (survivors.isEmpty() || random.nextInt(3) > 0) {
            return Set.of();
        }
        MarkedProcess victim = survivors.get(random.nextInt(survivors.size()));
        victim.kill();
        return Set.of(victim.task());
    }

    private void compareSpecs(Api api, Evidence evidence) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (Client client : clients) {
            Wish shown = ServiceUnderFire.read(api.get(client.service().path()));
            client.compare(shown).ifPresent(wrong::add);
        }
        if (!wrong.isEmpty()) {
            throw evidence.failure(String.join("\n", wrong), api);
        }
    }

    private Picture awaitConverged(Api api, Evidence evidence) throws InterruptedException {
        List<String> differences = new ArrayList<>();
        try {
            return await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> Picture.take(api, marker), picture -> {
                        differences.clear();
                        differences.addAll(picture.differences(clients));
                        return differences.isEmpty();
                    });
        } catch (ConditionTimeoutException e) {
            String what =
                    "not converged within %d s:\n%s".formatted(PATIENCE.toSeconds(), String.join("\n", differences));
            throw evidence.failure(what, api);
        }
    }

    /** Whatever happened to tasks that ran through the crash must be what somebody wanted. */
    private static List<String> unexplained(
            Events events, Picture picture, List<MarkedProcess> survivors, Set<String> shot) {
        List<String> wrong = new ArrayList<>();
        Set<String> stopped = events.stopped();
        for (MarkedProcess survivor : survivors) {
            if (!survivor.isAlive() && !stopped.contains(survivor.task()) && !shot.contains(survivor.task())) {
                wrong.add("it ran when the member died and ran no more, but nobody had stopped it: " + survivor);
            }
            if (survivor.isAlive() && !picture.running().containsKey(survivor.task())) {
                wrong.add("it was not adopted: " + survivor);
            }
        }
        Set<String> broken = new HashSet<>(events.brokenOff());
        broken.removeAll(shot);
        broken.forEach(task -> wrong.add("task %s broke off although nothing had happened to it".formatted(task)));
        events.orphans().forEach(orphan -> wrong.add("something ran that no event explains: " + orphan));
        return wrong;
    }

    /** A claim on the published port that a crash has left behind must have been let go. */
    private void removeAll(Api api) throws Exception {
        Client published = clients.getLast();
        Evidence evidence = new Evidence(SEED, ROUNDS, "after all rounds", 0, marker, clients, member());
        if (!published.known().exists()) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> published.step(api, new Random(0))
                            && published.known().exists());
        }
        for (Client client : clients) {
            if (client.known().exists()) {
                client.remove(api);
            }
        }
        Picture empty = awaitConverged(api, evidence);
        if (!empty.processes().isEmpty() || !empty.services().isEmpty()) {
            throw evidence.failure("something is left of services that were removed", api);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
