package io.berth.node.wiring;

import io.berth.domain.agent.EngineHead;
import io.berth.http.EngineExchange;
import io.berth.sharding.agents.EngineUnavailableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.JavaFlowSupport;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A call over the link of an agent, as the routes see it. */
record PassedExchange(io.berth.sharding.agents.EngineExchange exchange) implements EngineExchange {
    @Override
    public Sink<ByteString, NotUsed> input() {
        return Flow.of(ByteString.class)
                .map(ByteString::toArrayUnsafe)
                .toMat(JavaFlowSupport.Sink.fromSubscriber(exchange.input()), Keep.left());
    }

    @Override
    public CompletionStage<EngineHead> head() {
        return exchange.head().exceptionally(fault -> {
            throw unavailable(fault);
        });
    }

    private static RuntimeException unavailable(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof EngineUnavailableException why
                ? new EngineUnavailable(String.valueOf(why.getMessage()))
                : new IllegalStateException("the call of an engine failed", cause);
    }

    @Override
    public Source<ByteString, NotUsed> output() {
        return JavaFlowSupport.Source.fromPublisher(exchange.output()).map(ByteString::fromArrayUnsafe);
    }
}
