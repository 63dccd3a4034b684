package io.berth.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import io.berth.agent.docker.DockerContainers.Listing;
import io.berth.agent.runtime.ContainerException;
import io.berth.agent.runtime.FoundContainer;
import io.berth.agent.runtime.RuntimeListener;
import io.berth.domain.fleet.NodeId;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's stream of events: ends and health of this node's containers. If the stream breaks it is opened again
 * from the last event on, and what runs is compared once, because the engine keeps only so many events.
 */
final class DockerEvents implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(DockerEvents.class);
    private static final long OPEN_TIMEOUT_SECONDS = 10;
    private static final long RETRY_MILLIS = 500;
    private static final String HEALTH = "health_status: ";

    private final DockerClient client;
    private final NodeId node;
    private final Supplier<Listing> list;
    private final RuntimeListener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Instant lastEvent = Instant.now();
    private volatile @Nullable Stream stream;

    DockerEvents(DockerClient client, NodeId node, Supplier<Listing> list, RuntimeListener listener) {
        this.client = client;
        this.node = node;
        this.list = list;
        this.listener = listener;
    }

    /** Opens the stream; returns once the engine has begun to send. */
    void open() {
        Stream opened = new Stream();
        stream = opened;
        try {
            client.eventsCmd()
                    .withSince(lastEvent.getEpochSecond() + ".%09d".formatted(lastEvent.getNano()))
                    .withLabelFilter(Map.of(DockerLabels.NODE, node.value()))
                    .withEventTypeFilter("container")
                    .withEventFilter("die", "health_status")
                    .exec(opened);
            if (!opened.awaitStarted(OPEN_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new ContainerException("the Docker Engine sends no events");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerException("interrupted while waiting for the engine's events", e);
        }
    }

    private void handle(Event event) {
        if (event.getTimeNano() != null) {
            lastEvent = Instant.ofEpochSecond(0, event.getTimeNano());
        }
        if (event.getActor() == null
                || event.getAction() == null
                || event.getActor().getAttributes() == null) {
            return;
        }
        Map<String, String> attributes = event.getActor().getAttributes();
        String action = event.getAction();
        if (action.equals("die")) {
            DockerLabels.heldTask(attributes).ifPresent(listener::sharedLost);
        }
        DockerLabels.ref(attributes, event.getActor().getId()).ifPresent(ref -> {
            if (action.equals("die")) {
                listener.exited(ref, Integer.parseInt(attributes.getOrDefault("exitCode", "137")), lastEvent);
            } else if (action.startsWith(HEALTH)) {
                listener.health(ref, action.equals(HEALTH + "healthy"));
            }
        });
    }

    private void reopen() {
        try {
            while (!closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    open();
                    compare();
                    LOG.info("the Docker Engine's events are back");
                    return;
                } catch (RuntimeException stillBroken) {
                    LOG.warn("no events from the Docker Engine: {}", stillBroken.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells again what may have been missed; the listener knows what is old news. */
    private void compare() {
        Instant before = Instant.now();
        Listing listing = list.get();
        listing.lost().forEach(listener::sharedLost);
        for (FoundContainer found : listing.containers()) {
            if (found.phase() == FoundContainer.Phase.EXITED) {
                listener.exited(found.ref(), found.exitCode(), before);
            }
            switch (found.health()) {
                case HEALTHY -> listener.health(found.ref(), true);
                case UNHEALTHY -> listener.health(found.ref(), false);
                case STARTING, UNCHECKED -> {}
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Stream open = stream;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("the event stream does not close", e);
            }
        }
    }

    /** One connection. */
    private final class Stream extends ResultCallback.Adapter<Event> {
        @Override
        public void onNext(Event event) {
            handle(event);
        }

        @Override
        public void onError(Throwable broken) {
            super.onError(broken);
            ended(String.valueOf(broken.getMessage()));
        }

        @Override
        public void onComplete() {
            super.onComplete();
            ended("the engine has closed it");
        }

        private void ended(String why) {
            if (closed.getCount() > 0 && stream == this) {
                stream = null;
                LOG.warn("the Docker Engine's event stream has ended: {}", why);
                Thread.ofVirtual().name("docker-events-reopen").start(DockerEvents.this::reopen);
            }
        }
    }
}
