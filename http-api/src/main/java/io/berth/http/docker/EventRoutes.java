package io.berth.http.docker;

import io.berth.domain.entity.EntityRef.Kind;
import io.berth.domain.entity.Journaled;
import io.berth.domain.node.NodeState;
import io.berth.domain.service.ServiceState;
import io.berth.domain.vault.VaultState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * {@code /events}: what happens, in the words of Swarm's events.
 *
 * @param swarm what is asked
 * @param clock tells which times are past
 */
record EventRoutes(Swarm swarm, InstantSource clock) {
    /** A blank line between two objects: says to all on the way that the connection is alive. */
    private static final ByteString BLANK = ByteString.fromString("\n");

    private static final Duration BLANK_AFTER = Duration.ofSeconds(30);

    List<DockerRoute> routes() {
        return List.of(DockerRoute.get("/events", this::stream));
    }

    private CompletionStage<HttpResponse> stream(DockerCall call) {
        Filters filters = Happening.known(call.filters());
        Optional<Instant> since = time(call.query("since"));
        Optional<Instant> until = time(call.query("until"));
        long from = since.isPresent()
                ? swarm.control().earliest() - 1
                : swarm.control().position();
        boolean isLive = until.map(clock.instant()::isBefore).orElse(true);
        return teller(since.isEmpty()).thenApply(teller -> {
            Source<ByteString, NotUsed> told = swarm.control()
                    .events(from, isLive)
                    .takeWhile(
                            event -> until.map(end -> !at(event).isAfter(end)).orElse(true))
                    .mapConcat(event -> teller.tell(event).stream()
                            .filter(happening -> since.map(begin -> !at(event).isBefore(begin))
                                            .orElse(true)
                                    && happening.isWanted(filters))
                            .toList())
                    .map(happening -> ByteString.fromArray(
                                    GoJson.bytes(happening.json().node()))
                            .concat(BLANK));
            Source<ByteString, NotUsed> ended = isLive && until.isPresent()
                    ? told.takeWithin(Duration.between(clock.instant(), until.get()))
                    : told;
            return DockerAnswers.stream(ContentTypes.APPLICATION_JSON, ended.keepAlive(BLANK_AFTER, () -> BLANK));
        });
    }

    private static Instant at(Journaled event) {
        return event.recorded().at();
    }

    /** What is there already, so that later events can say whom they are about. */
    private CompletionStage<EventTeller> teller(boolean isFromNow) {
        EventTeller teller = new EventTeller();
        return swarm.list(Kind.SERVICE, ServiceState.class)
                .thenCombine(swarm.list(Kind.NODE, NodeState.class), (services, nodes) -> {
                    nodes.forEach(node -> teller.knows(node.entity(), node.state(), isFromNow));
                    services.forEach(service -> teller.knows(service.entity(), service.state(), isFromNow));
                    return teller;
                })
                .thenCombine(swarm.list(Kind.SECRET, VaultState.class), (_, items) -> {
                    items.forEach(item -> teller.knows(item.entity(), item.state()));
                    return teller;
                })
                .thenCombine(swarm.list(Kind.CONFIG, VaultState.class), (_, items) -> {
                    items.forEach(item -> teller.knows(item.entity(), item.state()));
                    return teller;
                });
    }

    /** Seconds since 1970, perhaps with a fraction, or a time as RFC 3339 writes it. */
    private static Optional<Instant> time(String text) {
        if (text.isEmpty() || text.equals("0")) {
            return Optional.empty();
        }
        try {
            if (text.matches("\\d+(\\.\\d+)?")) {
                String[] parts = text.split("\\.", -1);
                String nanos = parts.length < 2 ? "0" : (parts[1] + "000000000").substring(0, 9);
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(nanos)));
            }
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException | NumberFormatException e) {
            throw new DockerError(400, "failed to parse value as time or duration: \"%s\"".formatted(text));
        }
    }
}
