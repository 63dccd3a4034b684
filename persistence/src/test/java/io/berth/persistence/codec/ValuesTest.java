package io.berth.persistence.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.domain.resource.Resources;
import io.berth.domain.task.Slot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValuesTest {
    static Stream<Instant> instants() {
        return Stream.of(
                Instant.MIN, Instant.MAX, Instant.EPOCH, Instant.EPOCH.minusNanos(1), Instant.ofEpochSecond(1, 1));
    }

    static Stream<Duration> durations() {
        return Stream.of(
                Duration.ZERO,
                Duration.ofSeconds(Long.MIN_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                Duration.ofNanos(-1));
    }

    private static <T> T there(Codec<T> codec, T value) throws NotSerializableException {
        return Cbor.read(new Catalogue.Entry<>("test/1", codec), Cbor.write(codec, value));
    }

    @ParameterizedTest
    @MethodSource("instants")
    void instantsAreExact(Instant instant) throws IOException {
        assertThat(there(Values.INSTANT, instant)).isEqualTo(instant);
    }

    @ParameterizedTest
    @MethodSource("durations")
    void durationsAreExact(Duration duration) throws IOException {
        assertThat(there(Values.DURATION, duration)).isEqualTo(duration);
    }

    @Test
    void slotsOfAllKindsAreExact() throws IOException {
        for (Slot slot : new Slot[] {Slot.of(0), Slot.of(7), Slot.onNode("n1"), new Slot(3, "n1")}) {
            assertThat(there(TaskCodec.SLOT, slot)).isEqualTo(slot);
        }
    }

    @Test
    void halfASurrogatePairIsReplacedInsteadOfRefused() throws IOException {
        assertThat(there(Values.TEXT, "cut \ud83d")).startsWith("cut ");
    }

    @Test
    void unknownFieldsArePassedOver() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = Cbor.FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("mem", 5);
            out.writeObjectFieldStart("new");
            out.writeArrayFieldStart("deep");
            out.writeEndArray();
            out.writeEndObject();
            out.writeNumberField("cpu", 6);
            out.writeEndObject();
        }
        assertThat(Cbor.read(new Catalogue.Entry<>("test/1", ContainerCodec.RESOURCES), bytes.toByteArray()))
                .isEqualTo(new Resources(6, 5));
    }

    @Test
    void errorsSayWhereAndWhatWasExpected() {
        byte[] text = Cbor.write(Groups.map(Values.TEXT), java.util.Map.of("cpu", "much"));
        assertThatThrownBy(() -> Cbor.read(new Catalogue.Entry<>("test/1", ContainerCodec.RESOURCES), text))
                .isInstanceOf(NotSerializableException.class)
                .hasMessage("cannot read 10 bytes of test/1 at /cpu: expected an integer, found VALUE_STRING; the store"
                        + " is damaged, restore it from a backup");
    }
}
