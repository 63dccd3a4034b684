package io.berth.agent.process;

import static io.berth.agent.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keeper's script by itself, with an agent that dies while it starts a program. */
class KeeperTest {
    @TempDir
    private Path folder;

    @Test
    void anAgentThatDiesDuringAStartDoesNotEndTheKeeper() throws Exception {
        Path exitFile = folder.resolve("exit");
        Path pidFile = folder.resolve("pid");
        Process keeper = new ProcessBuilder(
                        "setsid",
                        "sh",
                        "-c",
                        script(),
                        "berth-keeper",
                        folder.toString(),
                        exitFile.toString(),
                        "sh",
                        "-c",
                        "sleep 1000 & echo $! >child; wait")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        keeper.getInputStream().close();
        soon().until(() ->
                Files.exists(pidFile) && !read(folder.resolve("child")).isEmpty());
        long program = Long.parseLong(read(pidFile).split(" ", -1)[0]);
        long child = Long.parseLong(read(folder.resolve("child")));

        ProcessHandle.of(program).orElseThrow().destroyForcibly();

        soon().until(() -> Files.exists(exitFile));
        assertThat(read(exitFile)).isEqualTo("137");
        soon().until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    private static String read(Path file) throws Exception {
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    private static String script() throws Exception {
        try (InputStream script = Keeper.class.getResourceAsStream("keeper.sh")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
