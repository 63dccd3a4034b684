package io.berth.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaRulesTest {
    @TempDir
    private Path folder;

    @Test
    void theRepositoryKeepsToTheRules() throws IOException {
        List<Path> files = Repository.aroundHere().files(".java");

        assertThat(files).hasSizeGreaterThan(50);
        assertThat(JavaRules.check(files)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        class A { void f() { System.out.println(1); } }           | System.out is banned
        class A { void f() { System.err.println(1); } } | System.err is banned
        class A { void f() throws Exception { Thread.sleep(1); } }| Thread.sleep is banned
        class A { Runnable f() { return Thread::sleep; } }        | none
        class A { @Disabled void f() {} }                         | @Disabled is banned
        class A { class TextUtil {} }                             | the name TextUtil ends in Util
        record TaskManager() {}                                   | the name TaskManager ends in Manager
        interface TaskService {}                                  | the name TaskService ends in Service
        enum EntityImpl {}                                        | the name EntityImpl ends in Impl
        class ServiceState { String text = "System.out"; }        | none
        """)
    void aPlantedViolationIsReported(String source, String report) throws IOException {
        List<Finding> findings = check(source);

        if (report.equals("none")) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).singleElement().asString().contains("A.java:1: " + report);
        }
    }

    @Test
    void marksOfUnfinishedWorkAreReported() throws IOException {
        assertThat(check("class A {} // TO" + "DO later"))
                .singleElement()
                .asString()
                .contains("is banned; do it");
    }

    @Test
    void onlyProgramsMayWriteToStandardOutput() throws IOException {
        assertThat(check("package io.berth.node.cli; class A { void f() { System.out.println(1); } }"))
                .isEmpty();
        assertThat(check("package io.berth.node.climate; class A { void f() { System.out.println(1); } }"))
                .hasSize(1);
    }

    @Test
    void onlyWhatLooksOutsideAtIntervalsMaySleepAndNeverATest() throws IOException {
        String sleeper = "package io.berth.agent.process; class A { void f() { Thread.sleep(1); } }";
        Path tests = Files.createDirectories(folder.resolve("src/test"));

        assertThat(check(sleeper)).isEmpty();
        assertThat(check(sleeper.replace("agent", "sharding"))).hasSize(1);
        assertThat(JavaRules.check(List.of(Files.writeString(tests.resolve("A.java"), sleeper))))
                .hasSize(1);
    }

    @Test
    void aMethodMayFillAScreenAndNoMore() throws IOException {
        String body = "int i = 0;\n".repeat(JavaRules.METHOD_LINES_MAX - 2);

        assertThat(check("class A {\nvoid f() {\n" + body + "}\n}")).isEmpty();
        assertThat(check("class A {\nvoid f() {\n\n" + body + "}\n}"))
                .singleElement()
                .asString()
                .contains("A.java:2: method f has 41 lines");
    }

    @Test
    void aFileMayHaveThreeHundredLinesAndNoMore() throws IOException {
        String body = "int i;\n".repeat(JavaRules.FILE_LINES_MAX - 2);

        assertThat(check("class A {\n" + body + "}\n")).isEmpty();
        assertThat(check("class A {\n\n" + body + "}\n"))
                .singleElement()
                .asString()
                .contains("over 300 lines");
    }

    private List<Finding> check(String source) throws IOException {
        return JavaRules.check(List.of(Files.writeString(folder.resolve("A.java"), source)));
    }
}
