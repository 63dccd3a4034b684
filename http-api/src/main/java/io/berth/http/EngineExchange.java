package io.berth.http;

import io.berth.domain.agent.EngineHead;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A call of a node's container engine that is under way. Its input and its output are used once each. */
public interface EngineExchange {
    /** Takes what the caller sends after the request. */
    Sink<ByteString, NotUsed> input();

    /** How the answer begins; fails with {@link EngineUnavailable} if there is none. */
    CompletionStage<EngineHead> head();

    /** The rest of the answer. Whoever leaves it ends the call. */
    Source<ByteString, NotUsed> output();

    /** An engine cannot be asked; the text says why, for people. */
    final class EngineUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public EngineUnavailable(String text) {
            super(text);
        }

        public String text() {
            return String.valueOf(getMessage());
        }
    }
}
