package io.berth.node.wiring;

import io.berth.http.health.WaitingApi;
import io.berth.node.config.MemberPorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.function.Function;

/** Where a member's API is served: open from the beginning, at first only to say why it cannot serve yet. */
final class HttpFront implements AutoCloseable {
    private static final Duration DRAIN_WITHIN = Duration.ofMillis(500);

    private final ActorSystem<?> system;
    private final AtomicReference<Function<HttpRequest, CompletionStage<HttpResponse>>> served;
    private final ServerBinding binding;

    private HttpFront(
            ActorSystem<?> system,
            AtomicReference<Function<HttpRequest, CompletionStage<HttpResponse>>> served,
            ServerBinding binding) {
        this.system = system;
        this.served = served;
        this.binding = binding;
    }

    /**
     * Opens the port.
     *
     * @param why it cannot serve yet, in one sentence, until {@link #serve}
     */
    static HttpFront open(MemberPorts ports, ActorSystem<?> system, Supplier<String> why) throws IOException {
        WaitingApi waiting = new WaitingApi(why, system);
        AtomicReference<Function<HttpRequest, CompletionStage<HttpResponse>>> served =
                new AtomicReference<>(waiting::answer);
        ServerBinding binding = Starting.await(
                Http.get(system).newServerAt(ports.httpAddress(), ports.http()).bind((Function<
                                HttpRequest, CompletionStage<HttpResponse>>)
                        request -> Objects.requireNonNull(served.get()).apply(request)),
                "listening on %s:%d".formatted(ports.httpAddress(), ports.http()));
        return new HttpFront(system, served, binding);
    }

    /** From now on the API itself answers. */
    void serve(Route api) {
        served.set(api.handler(system));
    }

    URI address() {
        InetSocketAddress address = binding.localAddress();
        return URI.create("http://%s:%d".formatted(address.getHostString(), address.getPort()));
    }

    /** Returns when requests under way are answered, or soon. */
    @Override
    public void close() {
        binding.terminate(DRAIN_WITHIN)
                .toCompletableFuture()
                .completeOnTimeout(null, 2, TimeUnit.SECONDS)
                .exceptionally(_ -> null)
                .join();
    }
}
