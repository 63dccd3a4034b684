package io.berth.gates;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormattingTest {
    private static final String REPAIR = "./mvnw -q -pl gates -Pformat process-classes";

    @Test
    void everyJavaFileIsFormatted() throws IOException, FormatterException {
        List<Path> files = Repository.aroundHere().files(".java");
        List<Path> different = new ArrayList<>();
        for (Path file : files) {
            String source = Files.readString(file);
            if (!Formatting.format(source).equals(source)) {
                different.add(file);
            }
        }
        assertThat(files).hasSizeGreaterThan(50);
        assertThat(different).as("not formatted; repair with: " + REPAIR).isEmpty();
    }

    @Test
    void aFileOfAnotherLayoutIsChanged() throws FormatterException {
        assertThat(Formatting.format("class A{int f( ){return 1;}}")).isEqualTo("""
            class A {
                int f() {
                    return 1;
                }
            }
            """);
    }

    @Test
    void importsAreSortedAndUnusedOnesRemoved() throws FormatterException {
        String list = "import java.util.List;\n";
        String map = "import java.util.Map;\n";
        String set = "import java.util.Set;\n";
        String type = "\nrecord A(List<String> list, Set<String> set) {}\n";

        assertThat(Formatting.format(set + list + map + type)).isEqualTo(list + set + type);
    }
}
