package io.berth.http.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.SpecRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of the Docker command line that a Swarm has accepted, and what the Swarm then kept of them. */
class RecordedSpecsTest {
    /** One request, with what the command line read of it later, if it did. */
    record Recorded(String command, JsonNode request, JsonNode stored, JsonNode filled) {
        @Override
        public String toString() {
            return command;
        }
    }

    static Stream<Recorded> all() {
        try (InputStream in =
                Objects.requireNonNull(RecordedSpecsTest.class.getResourceAsStream("/docker/creates.json"))) {
            JsonNode list = GoJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return StreamSupport.stream(list.spliterator(), false)
                    .map(each -> new Recorded(
                            each.path("command").asText(),
                            each.path("request"),
                            each.path("stored"),
                            each.path("filled")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Recorded> stored() {
        return all().filter(recorded -> recorded.stored().isObject());
    }

    static Stream<Recorded> filled() {
        return all().filter(recorded -> recorded.filled().isObject());
    }

    /** Everything that the request refers to, with the ids that the Swarm had for it. */
    private static References references(Recorded recorded) {
        List<References.Item> networks = new ArrayList<>();
        JsonNode before = recorded.request().at("/TaskTemplate/Networks");
        JsonNode after = recorded.stored().at("/TaskTemplate/Networks");
        for (int i = 0; i < before.size(); i++) {
            String name = before.path(i).path("Target").asText();
            networks.add(new References.Item(after.path(i).path("Target").asText(name), name, 0, false));
        }
        return new References(networks, files(recorded, "Secret"), files(recorded, "Config"));
    }

    private static List<References.Item> files(Recorded recorded, String kind) {
        List<References.Item> items = new ArrayList<>();
        recorded.request()
                .at("/TaskTemplate/ContainerSpec/" + kind + "s")
                .forEach(file -> items.add(new References.Item(
                        file.path(kind + "ID").asText(),
                        file.path(kind + "Name").asText(),
                        1,
                        false)));
        return items;
    }

    private static String name(Recorded recorded) {
        String name = recorded.request().path("Name").asText();
        return name.isEmpty() ? "invented" : name;
    }

    private static ServiceSpec read(Recorded recorded) {
        return SpecReader.read(recorded.request(), name(recorded), references(recorded));
    }

    private static JsonNode sent(ObjectNode form) {
        return GoJson.read(GoJson.text(form));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRequestIsASoundSpec(Recorded recorded) {
        assertThat(SpecRules.check(ServiceId.of(name(recorded)), read(recorded)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stored")
    void aClientReadsWhatSwarmWouldHaveKept(Recorded recorded) {
        ObjectNode form = SpecForm.stored(recorded.request(), name(recorded), references(recorded));

        assertThat(sent(form)).isEqualTo(recorded.stored());
    }

    @ParameterizedTest
    @MethodSource("filled")
    void aClientThatAsksForDefaultsReadsThem(Recorded recorded) {
        ObjectNode form = SpecForm.stored(recorded.request(), name(recorded), references(recorded));

        assertThat(sent(SpecForm.withDefaults(form))).isEqualTo(recorded.filled());
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsWrittenWithoutAFormMeansTheSame(Recorded recorded) {
        ServiceSpec spec = read(recorded).withForm(Optional.empty());
        References references = references(recorded);

        ObjectNode written = SpecWriter.write(name(recorded), spec, references);

        assertThat(SpecReader.read(written, name(recorded), references).withForm(Optional.empty()))
                .isEqualTo(spec);
    }
}
