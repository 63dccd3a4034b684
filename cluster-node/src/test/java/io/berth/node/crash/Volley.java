package io.berth.node.crash;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lets all clients send at once, each its commands one after the other, until nobody answers any more. */
final class Volley implements AutoCloseable {
    /** Short against what a command sets going, so that commands meet all that follows from those before. */
    private static final int MOST_MILLIS_BETWEEN = 40;

    private static final long LONGEST_MINUTES = 2;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(8);

    /**
     * The moment of a kill.
     *
     * @param commands that were answered before
     * @param millis after the last of these
     */
    record Moment(int commands, int millis) {
        private static final int MOST_COMMANDS = 60;
        private static final int MOST_MILLIS = 50;

        /** Now and then before anything has been answered. */
        static Moment choose(Random random) {
            int commands = random.nextInt(4) == 0 ? 0 : random.nextInt(MOST_COMMANDS);
            return new Moment(commands, random.nextInt(MOST_MILLIS));
        }
    }

    /** Sends, kills at that moment, and returns when every client has noticed. */
    void fire(List<Client> clients, Api api, Random random, MemberProcess member, Moment moment) throws Exception {
        CountDownLatch answered = new CountDownLatch(moment.commands());
        List<CompletableFuture<Void>> ends = clients.stream()
                .map(client -> {
                    CompletableFuture<Void> end = new CompletableFuture<>();
                    next(client, api, new Random(random.nextLong()), answered, end);
                    return end;
                })
                .toList();
        boolean isTime = answered.await(LONGEST_MINUTES, TimeUnit.MINUTES);
        killAfter(member, moment.millis());
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(LONGEST_MINUTES, TimeUnit.MINUTES);
        if (!isTime) {
            throw new AssertionError("the member has not answered %d commands within %d minutes"
                    .formatted(moment.commands(), LONGEST_MINUTES));
        }
    }

    /** Kills the member after that time, whatever it is doing, and returns when it is dead. */
    void killAfter(MemberProcess member, int millis) throws Exception {
        timer.schedule(
                        () -> {
                            member.kill();
                            return member;
                        },
                        millis,
                        TimeUnit.MILLISECONDS)
                .get(LONGEST_MINUTES, TimeUnit.MINUTES);
    }

    private void next(Client client, Api api, Random choices, CountDownLatch answered, CompletableFuture<Void> end) {
        Runnable step = () -> {
            try {
                if (client.step(api, choices)) {
                    answered.countDown();
                    next(client, api, choices, answered, end);
                } else {
                    end.complete(null);
                }
            } catch (InterruptedException | RuntimeException e) {
                end.completeExceptionally(e);
            }
        };
        var _ = timer.schedule(step, choices.nextInt(MOST_MILLIS_BETWEEN), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
