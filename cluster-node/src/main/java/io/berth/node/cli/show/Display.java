package io.berth.node.cli.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.berth.node.cli.api.Answer;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How an answer is written. */
public final class Display {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    /** The forms. */
    public enum Form {
        TABLE,
        JSON,
        YAML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Form form = Form.TABLE;

    public boolean isTable() {
        return form == Form.TABLE;
    }

    /** Writes a list; of an incomplete one, what is missing and why. */
    public void list(PrintWriter out, Answer answer, Table table) {
        if (isTable()) {
            lines(out, answer.items(), table);
            String missing = answer.body().path("missing").asText();
            if (!missing.isEmpty()) {
                out.println("incomplete: " + missing);
            }
        } else {
            tree(out, answer.body());
        }
    }

    public void lines(PrintWriter out, List<JsonNode> items, Table table) {
        table.lines(items).forEach(out::println);
    }

    /** Writes a plan, for people unless a form is asked for. */
    public void plan(PrintWriter out, JsonNode plan) {
        if (isTable()) {
            PlanText.lines(plan).forEach(out::println);
        } else {
            tree(out, plan);
        }
    }

    /** Writes one thing, as YAML unless JSON is asked for. */
    public void tree(PrintWriter out, JsonNode body) {
        try {
            out.println(
                    (form == Form.JSON ? JSON : YAML).writeValueAsString(body).stripTrailing());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
