package io.berth.persistence.plugin;

import io.berth.persistence.query.PositionedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Sequence;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** Turns Pekko's envelopes into what the store keeps and back, with the serializers that the system is configured for. */
public final class PekkoCodec {
    private final Serialization serialization;

    public PekkoCodec(ExtendedActorSystem system) {
        this.serialization = SerializationExtension.get(system);
    }

    /** Serializes a request; an atomic write that cannot be serialized is rejected as a whole. */
    public EncodedWrite encode(Iterable<AtomicWrite> writes) {
        List<StoredEvent> events = new ArrayList<>();
        List<Optional<Exception>> outcomes = new ArrayList<>();
        for (AtomicWrite write : writes) {
            try {
                List<StoredEvent> encoded = CollectionConverters.asJava(write.payload()).stream()
                        .map(this::encode)
                        .toList();
                events.addAll(encoded);
                outcomes.add(Optional.empty());
            } catch (Exception notSerializable) { // Also checked ones, which Scala does not declare.
                outcomes.add(Optional.of(notSerializable));
            }
        }
        return new EncodedWrite(events, outcomes);
    }

    private StoredEvent encode(PersistentRepr event) {
        Object payload = event.payload() instanceof Tagged tagged ? tagged.payload() : event.payload();
        EventFormat format = new EventFormat(
                0,
                event.timestamp(),
                event.writerUuid(),
                event.manifest(),
                serialize(payload),
                OptionConverters.toJava(event.metadata()).map(this::serialize));
        return new StoredEvent(event.persistenceId(), event.sequenceNr(), format.toBytes());
    }

    /** As recovery hands it to an entity. */
    public PersistentRepr repr(StoredEvent stored) {
        EventFormat event = EventFormat.of(stored);
        PersistentRepr repr = PersistentRepr.apply(
                        deserialize(event.payload()),
                        stored.sequence(),
                        stored.id(),
                        event.adapterManifest(),
                        false,
                        ActorRef.noSender(),
                        event.writer())
                .withTimestamp(event.timestamp());
        return event.metadata().map(this::deserialize).map(repr::withMetadata).orElse(repr);
    }

    /** As queries of one entity hand it over, with the position that is stamped into the event. */
    public EventEnvelope envelope(StoredEvent stored) {
        EventFormat event = EventFormat.of(stored);
        return new EventEnvelope(
                new Sequence(event.position()),
                stored.id(),
                stored.sequence(),
                deserialize(event.payload()),
                event.timestamp(),
                OptionConverters.toScala(event.metadata().map(this::deserialize)));
    }

    /** As queries of the one order hand it over, with the position that is stamped into the event. */
    public PositionedEvent positioned(StoredEvent stored) {
        EventFormat event = EventFormat.of(stored);
        return new PositionedEvent(
                event.position(), stored.id(), stored.sequence(), event.timestamp(), deserialize(event.payload()));
    }

    public Payload serialize(Object object) {
        Serializer serializer = serialization.findSerializerFor(object);
        byte[] bytes = serialization.serialize(object).get();
        return new Payload(serializer.identifier(), Serializers.manifestFor(serializer, object), bytes);
    }

    public Object deserialize(Payload payload) {
        return serialization
                .deserialize(payload.bytes(), payload.serializer(), payload.manifest())
                .get();
    }
}
