package io.berth.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compiles snippets with the very flags of the build; each planted fault must stop it. */
class CompilerGateTest {
    @TempDir
    private Path folder;

    @Test
    void soundCodeCompiles() throws IOException, InterruptedException {
        assertThat(compile("class A { int f() { return 1; } }")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        class A { java.util.List f() { return java.util.List.of(); } }               | [rawtypes]
        class A { @Deprecated void f() {} } class B { void g(A a) { a.f(); } }       | [deprecation]
        class A { String f() { return null; } }                                      | [NullAway]
        class A { private final int left = 1; }                                    | [UnusedVariable]
        class A { enum E { X, Y } int f(E e) { switch (e) { case X: return 1; } return 2; } } | [MissingCasesInEnumSwitch]
        class A { void f(java.util.concurrent.ExecutorService e) { e.submit(() -> {}); } }    | [FutureReturnValueIgnored]
        class A { Object f() { return java.time.LocalDate.now(); } }                 | [JavaTimeDefaultTimeZone]
        class A { boolean f(String s, Integer i) { return s.equals(i); } }           | [EqualsIncompatibleType]
        """)
    void aPlantedFaultStopsTheBuild(String source, String check) throws IOException, InterruptedException {
        assertThat(compile(source)).contains(check);
    }

    /** What the compiler says about a source in a null-marked package, empty if it accepts it without a warning. */
    private String compile(String source) throws IOException, InterruptedException {
        Path marked = Files.writeString(
                folder.resolve("package-info.java"), "@org.jspecify.annotations.NullMarked package planted;");
        Path file = Files.writeString(folder.resolve("A.java"), "package planted; " + source);
        String libraries = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        command.addAll(CompilerFlags.of(Repository.aroundHere()));
        command.addAll(List.of("--release", "25", "-d", folder.toString()));
        command.addAll(List.of("-classpath", libraries, "-processorpath", libraries));
        command.addAll(List.of(marked.toString(), file.toString()));
        Path output = folder.resolve("output.txt");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(said.isEmpty()).as(said).isEqualTo(exit == 0);
        return said;
    }
}
