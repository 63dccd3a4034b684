package io.berth.http.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever is sent, there is a result and no exception. */
class ComposeFuzzTest {
    private static final String EVERYTHING = Samples.text(Samples.FOLDER.resolve("good/everything.yml"));
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ": ",
            "- ",
            "&a ",
            "*a",
            "<<: ",
            "${",
            "}",
            "$",
            "!!binary ",
            "|\n",
            "\n",
            "  ",
            "'",
            "\"",
            "null",
            "-1",
            "99999999999999999999",
            "\u0000",
            "\uD800",
            "é",
            "? ",
            "---\n",
            "%YAML 1.2\n",
            ",",
            "#");

    @Property(tries = 500)
    void anyTextGivesAResult(@ForAll @StringLength(max = 200) String text) {
        assertThat(Samples.read(text).problems()).isNotEmpty();
    }

    @Property(tries = 600)
    void aDamagedFileGivesAResult(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int faults) {
        Random random = new Random(seed);
        StringBuilder yaml = new StringBuilder(EVERYTHING);
        for (int i = 0; i < faults; i++) {
            int at = random.nextInt(yaml.length());
            switch (random.nextInt(3)) {
                case 0 -> yaml.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> yaml.delete(at, Math.min(yaml.length(), at + 1 + random.nextInt(12)));
                default -> yaml.insert(at, yaml.substring(at, Math.min(yaml.length(), at + random.nextInt(80))));
            }
        }
        assertThat(Samples.read(yaml.toString())).isNotNull();
    }

    @Property(tries = 300)
    void aFileWithItsValuesMixedUpGivesAResult(@ForAll long seed) {
        List<String> lines = new ArrayList<>(EVERYTHING.lines().toList());
        List<String> values = new ArrayList<>(lines.stream()
                .filter(line -> line.contains(": "))
                .map(line -> line.substring(line.indexOf(": ")))
                .toList());
        Collections.shuffle(values, new Random(seed));
        StringBuilder yaml = new StringBuilder();
        int next = 0;
        for (String line : lines) {
            int colon = line.indexOf(": ");
            yaml.append(colon < 0 ? line : line.substring(0, colon) + values.get(next++))
                    .append('\n');
        }
        assertThat(Samples.read(yaml.toString())).isNotNull();
    }
}
