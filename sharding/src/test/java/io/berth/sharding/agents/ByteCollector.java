package io.berth.sharding.agents;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Reads to the end. */
final class ByteCollector implements Flow.Subscriber<byte[]> {
    final CompletableFuture<String> whole = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(byte[] bytes) {
        text.append(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void onError(Throwable error) {
        whole.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        whole.complete(text.toString());
    }
}
