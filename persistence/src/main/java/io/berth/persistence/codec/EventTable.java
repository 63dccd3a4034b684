package io.berth.persistence.codec;

import static io.berth.persistence.codec.Values.INSTANT;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.entity.Cause;
import io.berth.domain.entity.EntityEvent;
import io.berth.domain.entity.Recorded;

/** Gathers the codecs of events, each with time and cause around it. */
final class EventTable {
    private final Catalogue<Recorded<?>> catalogue = new Catalogue<>("event");

    /** Adds the version of {@code type} that is written. */
    <E extends EntityEvent> EventTable with(String manifest, Class<E> type, Codec<E> codec) {
        catalogue.with(manifest, type, recorded(codec));
        return this;
    }

    Catalogue<Recorded<?>> catalogue() {
        return catalogue;
    }

    private static <E extends EntityEvent> Codec<Recorded<E>> recorded(Codec<E> event) {
        var shape = Shape.<Recorded<E>>of("a recorded event");
        var at = shape.always("at", INSTANT, Recorded::at);
        var actor = shape.unless("", "by", TEXT, recorded -> recorded.cause().actor());
        var origin = shape.unless("", "from", TEXT, recorded -> recorded.cause().origin());
        var fact = shape.always("event", event, Recorded::event);
        return shape.made(
                row -> new Recorded<>(row.get(fact), row.get(at), new Cause(row.get(actor), row.get(origin))));
    }
}
