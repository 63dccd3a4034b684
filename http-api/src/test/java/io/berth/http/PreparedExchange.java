package io.berth.http;

import io.berth.domain.agent.EngineHead;
import io.berth.domain.agent.EngineRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** An engine that gives one answer; an upgraded one says it again after what it was sent. */
final class PreparedExchange implements EngineExchange {
    final CompletableFuture<String> sent = new CompletableFuture<>();
    private final CompletionStage<EngineHead> head;
    private final String answer;

    private PreparedExchange(CompletionStage<EngineHead> head, String answer) {
        this.head = head;
        this.answer = answer;
    }

    static PreparedExchange json(int status, String answer) {
        return of(new EngineHead(status, Map.of("content-type", "application/json")), answer);
    }

    static PreparedExchange of(EngineHead head, String answer) {
        return new PreparedExchange(CompletableFuture.completedFuture(head), answer);
    }

    static PreparedExchange unavailable(String why) {
        return new PreparedExchange(CompletableFuture.failedFuture(new EngineUnavailable(why)), "");
    }

    static PreparedExchange unprepared(EngineRequest request) {
        return unavailable("no engine was prepared for " + request);
    }

    @Override
    public Sink<ByteString, NotUsed> input() {
        return Flow.of(ByteString.class)
                .toMat(Sink.fold(ByteString.emptyByteString(), ByteString::concat), Keep.right())
                .mapMaterializedValue(whole -> {
                    whole.thenAccept(bytes -> sent.complete(bytes.utf8String()));
                    return NotUsed.getInstance();
                });
    }

    @Override
    public CompletionStage<EngineHead> head() {
        return head;
    }

    @Override
    public Source<ByteString, NotUsed> output() {
        return Source.single(answer)
                .concat(Source.completionStage(sent).map(text -> isUpgraded() ? text : ""))
                .map(text -> ByteString.fromArray(text.getBytes(StandardCharsets.UTF_8)))
                .filter(ByteString::nonEmpty);
    }

    private boolean isUpgraded() {
        return head.toCompletableFuture().join().status() == 101;
    }
}
