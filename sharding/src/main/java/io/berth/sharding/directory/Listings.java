package io.berth.sharding.directory;

import io.berth.domain.entity.EntityRef;
import io.berth.sharding.directory.DirectoryMessage.Ask;
import io.berth.sharding.directory.DirectoryMessage.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.pattern.Patterns;

/**
 * Lists what exists on all members. A list is complete when every shard is on some member and as many of its entities
 * have answered as sharding counts there; until then it is asked again for a while, and then says what is missing.
 */
public final class Listings {
    /** From asking to answering what there is: a shard that moves without trouble has moved by then. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration ASK_WITHIN = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ActorSystem<?> system;
    private final Shards shards;
    private final ShardCounts counts;

    /**
     * What exists of a kind.
     *
     * @param missing what is not in it and why, empty if it is complete
     */
    public record Listed(List<Directory.Entry> entries, Optional<String> missing) {}

    /** What sharding says of the shards of a kind on all members. */
    public interface ShardCounts {
        /** The number of entities of every shard that some member has started. */
        CompletionStage<Map<Integer, Integer>> of(EntityRef.Kind kind, Duration within);

        /** Starts the shard of an entity that never exists. */
        void start(EntityRef nobody);
    }

    /** Starts to answer other members, too. */
    public Listings(ActorSystem<?> system, Directory directory, Fleet fleet, Shards shards, ShardCounts counts) {
        this.system = system;
        this.shards = shards;
        this.counts = counts;
        String member = Cluster.get(system).selfMember().address().hostPort();
        var _ = system.systemActorOf(MemberDirectory.create(directory, fleet, member), "directory", Props.empty());
    }

    /** Lists a kind. Completes within some seconds, and never fails. */
    public CompletionStage<Listed> list(EntityRef.Kind kind) {
        return list(kind, System.nanoTime() + PATIENCE.toNanos());
    }

    private CompletionStage<Listed> list(EntityRef.Kind kind, long deadline) {
        return once(kind).exceptionally(Listings::failed).thenCompose(listed -> {
            if (listed.missing().isEmpty() || System.nanoTime() > deadline) {
                return CompletableFuture.completedStage(listed);
            }
            return Patterns.after(PAUSE, system.classicSystem(), () -> list(kind, deadline));
        });
    }

    private static Listed failed(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new Listed(List.of(), Optional.of("the members could not be asked: " + cause.getMessage()));
    }

    private CompletionStage<Listed> once(EntityRef.Kind kind) {
        CompletionStage<Map<Integer, Integer>> counted = counts.of(kind, ASK_WITHIN);
        return counted.thenCompose(expected -> members()
                .thenCompose(members -> all(
                        members.stream().map(member -> pages(member, kind, "")).toList()))
                .thenApply(pages -> merge(kind, expected, pages)));
    }

    private CompletionStage<Set<ActorRef<DirectoryMessage>>> members() {
        return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                        system.receptionist(),
                        replyTo -> Receptionist.find(MemberDirectory.KEY, replyTo),
                        ASK_WITHIN,
                        system.scheduler())
                .thenApply(listing -> listing.getServiceInstances(MemberDirectory.KEY));
    }

    /** Every page of one member; those up to its silence if it falls silent. */
    private CompletionStage<List<Page>> pages(ActorRef<DirectoryMessage> member, EntityRef.Kind kind, String after) {
        return AskPattern.<DirectoryMessage, Page>ask(
                        member, replyTo -> new Ask(kind, after, replyTo), ASK_WITHIN, system.scheduler())
                .thenCompose(page -> page.hasMore()
                        ? pages(member, kind, page.entries().getLast().entity().id())
                                .thenApply(rest -> plus(page, rest))
                        : CompletableFuture.completedStage(List.of(page)))
                .exceptionally(silence -> List.of());
    }

    private static List<Page> plus(Page first, List<Page> rest) {
        // Without its last page a member has not answered: what it counted is not all here.
        if (rest.isEmpty()) {
            return List.of();
        }
        List<Page> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    private static CompletionStage<List<Page>> all(List<CompletionStage<List<Page>>> answers) {
        CompletionStage<List<Page>> all = CompletableFuture.completedStage(List.of());
        for (CompletionStage<List<Page>> answer : answers) {
            all = all.thenCombine(answer, (before, pages) -> {
                List<Page> both = new ArrayList<>(before);
                both.addAll(pages);
                return both;
            });
        }
        return all;
    }

    private Listed merge(EntityRef.Kind kind, Map<Integer, Integer> expected, List<Page> pages) {
        Map<String, Directory.Entry> entries = new HashMap<>();
        Map<Integer, Integer> live = new HashMap<>();
        for (Page page : pages) {
            page.live().forEach((shard, count) -> live.merge(shard, count, Integer::sum));
            page.entries()
                    .forEach(entry ->
                            entries.merge(entry.entity().id(), entry, (a, b) -> a.sequence() >= b.sequence() ? a : b));
        }
        List<Integer> absent = IntStream.range(0, shards.count())
                .filter(shard -> !expected.containsKey(shard))
                .boxed()
                .toList();
        absent.forEach(shard -> counts.start(new EntityRef(kind, shards.idIn(shard))));
        List<Integer> partial = expected.entrySet().stream()
                .filter(shard -> live.getOrDefault(shard.getKey(), 0) < shard.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new Listed(List.copyOf(entries.values()), missing(kind, absent, partial));
    }

    private static Optional<String> missing(EntityRef.Kind kind, List<Integer> absent, List<Integer> partial) {
        if (absent.isEmpty() && partial.isEmpty()) {
            return Optional.empty();
        }
        String onNone = absent.isEmpty() ? "" : "shards %s are on no member".formatted(text(absent));
        String recovering = partial.isEmpty() ? "" : "shards %s are being recovered".formatted(text(partial));
        return Optional.of("%ss: %s%s%s"
                .formatted(kind.word(), onNone, onNone.isEmpty() || recovering.isEmpty() ? "" : ", ", recovering));
    }

    private static String text(List<Integer> shards) {
        return shards.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
