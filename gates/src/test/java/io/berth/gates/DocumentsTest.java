package io.berth.gates;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents say what is there. */
class DocumentsTest {
    private static final Repository REPOSITORY = Repository.aroundHere();

    @Test
    void everyModuleIsListedInTheReadme() throws IOException {
        String readme = Files.readString(REPOSITORY.root().resolve("README.md"));

        assertThat(REPOSITORY.modules()).contains("domain", "cluster-node");
        assertThat(notListed(readme, REPOSITORY.modules())).isEmpty();
    }

    @Test
    void aModuleThatTheReadmeDoesNotListIsFound() {
        assertThat(notListed("| `domain/` | rules |", List.of("domain", "planted")))
                .containsExactly("planted");
    }

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(REPOSITORY.root().resolve("README.md"))).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void everySettingIsExplained() {
        List<String> unexplained = new ArrayList<>();
        for (Path file : REPOSITORY.files("reference.conf")) {
            unexplained.addAll(unexplained(ConfigFactory.parseFile(file.toFile())));
        }
        assertThat(unexplained).isEmpty();
    }

    @Test
    void aSettingWithoutACommentIsFound() {
        Config planted = ConfigFactory.parseString("""
            berth {
              # Explained.
              port = 7070
              planted = 1
            }
            # Pekko's own settings are explained by Pekko; a block of them needs a reason.
            pekko { a { b = 1 } }
            """);

        assertThat(unexplained(planted)).containsExactly("berth.planted");
    }

    private static List<String> notListed(String readme, List<String> modules) {
        return modules.stream()
                .filter(module -> !readme.contains("`" + module + "/`"))
                .toList();
    }

    private static List<String> unexplained(Config config) {
        List<String> found = new ArrayList<>();
        collect("", config.root(), false, found);
        return found;
    }

    /** Our own settings need a comment each, or one for their innermost block; those of a library one around them. */
    private static void collect(String prefix, ConfigObject block, boolean isBlockExplained, List<String> found) {
        for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
            String key = prefix + entry.getKey();
            boolean isOwn = key.startsWith("berth.");
            boolean isInnermost = block.values().stream().noneMatch(ConfigObject.class::isInstance);
            boolean isExplained =
                    !entry.getValue().origin().comments().isEmpty() || (isBlockExplained && (!isOwn || isInnermost));
            if (entry.getValue() instanceof ConfigObject inner && !inner.isEmpty()) {
                collect(key + ".", inner, isExplained, found);
            } else if (!isExplained) {
                found.add(key);
            }
        }
    }
}
