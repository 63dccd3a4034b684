package io.berth.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.node.cli.Cli;
import io.berth.node.main.Berth;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code berth dev} in a Java process of its own, started and stopped as from a terminal. */
class DevTest {
    private static final String STACK = """
        name: shop
        services:
          web:
            command: ["sleep", "100000"]
            deploy: {replicas: 2}
            x-berth: {runtime: process}
        """;

    @TempDir
    private Path folder;

    private Optional<Process> program = Optional.empty();

    @AfterEach
    void leaveNothingBehind() throws InterruptedException {
        if (program.isPresent()) {
            program.get().destroyForcibly().waitFor();
        }
    }

    @Test
    void itSaysWhatGoesOnRunningAndTheNextStartAdoptsIt() throws Exception {
        Terminal first = start();
        List<String> tasks = ids(first);
        assertThat(tasks).hasSize(2);
        assertThat(out())
                .contains("the journal is in " + folder.resolve("data"), "shop_web  2/2 running")
                .contains("berth ls --host", "berth rm --stack shop");

        assertThat(stop()).contains("stopped; these go on running without Berth:", "  shop_web  2 tasks", "--data");

        Terminal second = start();
        assertThat(ids(second)).isEqualTo(tasks);
        second.type("rm --stack shop").with(0);
        Patience.soon().until(() -> second.items("ls").isEmpty());
        assertThat(stop()).contains("stopped; nothing goes on running");
        assertThat(Files.readString(folder.resolve("err"))).isEmpty();
    }

    @Test
    void withoutAFileItWaitsForClients() throws Exception {
        Terminal terminal = start(List.of(), "ready;");

        assertThat(terminal.items("ls").isEmpty()).isTrue();
        assertThat(out()).contains("export DOCKER_HOST=tcp://127.0.0.1:");
        assertThat(stop()).contains("stopped; nothing goes on running");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StringWriter err = new StringWriter();
            int exit = Cli.run(
                    new PrintWriter(new StringWriter(), true),
                    new PrintWriter(err, true),
                    "dev",
                    file().toString(),
                    "--data",
                    folder.resolve("data").toString(),
                    "--runtime",
                    "process",
                    "--port",
                    Integer.toString(taken.getLocalPort()));

            assertThat(exit).isEqualTo(1);
            assertThat(err.toString())
                    .startsWith("berth: cannot start: listening on 127.0.0.1:" + taken.getLocalPort())
                    .hasLineCount(1);
        }
    }

    private Terminal start() throws IOException {
        return start(List.of(file().toString()), "all running");
    }

    /** Starts it with {@code files} and waits until it says {@code sign}. */
    private Terminal start(List<String> files, String sign) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-X") || flag.startsWith("--"))
                .forEach(line::add);
        line.addAll(List.of("-Dlogback.configurationFile=logback.xml", "-cp", System.getProperty("java.class.path")));
        line.addAll(List.of(Berth.class.getName(), "dev", "--port", "0", "--runtime", "process"));
        line.addAll(files);
        line.addAll(List.of("--data", folder.resolve("data").toString()));
        program = Optional.of(new ProcessBuilder(line)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()))
                .start());
        Patience.soon()
                .until(() -> out().contains(sign) || !program.orElseThrow().isAlive());
        assertThat(out()).as(() -> "errors: " + err()).contains(sign);
        return new Terminal(URI.create(out().lines()
                .filter(each -> each.startsWith("listening on "))
                .findFirst()
                .orElseThrow()
                .substring("listening on ".length())));
    }

    /** Stops it as Ctrl-C does, and returns what it had to say in all. */
    private String stop() throws IOException, InterruptedException {
        program.orElseThrow().destroy();
        assertThat(program.orElseThrow().waitFor(1, TimeUnit.MINUTES)).isTrue();
        return out();
    }

    private Path file() throws IOException {
        return Files.writeString(folder.resolve("stack.yml"), STACK);
    }

    private String out() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    private String err() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> ids(Terminal terminal) {
        return terminal.running("shop_web").stream()
                .map(task -> task.path("id").asText())
                .sorted()
                .toList();
    }
}
