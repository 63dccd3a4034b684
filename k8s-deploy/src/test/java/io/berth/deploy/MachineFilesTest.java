package io.berth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.http.compose.ComposeFile;
import io.berth.http.compose.ComposeResult;
import io.berth.http.compose.ComposeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What starts Berth on machines without Kubernetes. */
class MachineFilesTest {
    private static final Path COMPOSE = Path.of("compose/compose.yml");

    @TempDir
    private Path folder;

    /** The program need not be installed here: another one stands for it. */
    @ParameterizedTest
    @ValueSource(strings = {"berth-member.service", "berth-agent.service"})
    void systemdUnderstandsTheUnit(String unit) throws IOException {
        Program.assumeThere("systemd-analyze", "--version");
        String text = Files.readString(Path.of("systemd", unit));
        assertThat(text).contains("ExecStart=/usr/bin/berth ");
        Path copy = Files.writeString(folder.resolve(unit), text.replace("=/usr/bin/berth ", "=/bin/true "));

        Program.Ended ended = Program.run("systemd-analyze", "--man=no", "verify", copy.toString());

        assertThat(ended.exit()).as(ended.output()).isZero();
        assertThat(ended.output()).doesNotContain(unit);
    }

    @Test
    void systemdSaysWhatItDoesNotUnderstand() throws IOException {
        Program.assumeThere("systemd-analyze", "--version");
        Path planted = Files.writeString(
                folder.resolve("planted.service"), "[Service]\nExecStart=/bin/true\nRestart=sometimes\n");

        assertThat(Program.run("systemd-analyze", "--man=no", "verify", planted.toString())
                        .output())
                .contains("sometimes");
    }

    @Test
    void ourReaderUnderstandsTheComposeFile() throws IOException {
        ComposeResult read =
                ComposeFile.parse(new ComposeSource("berth", "default", Files.readString(COMPOSE), Map.of(), Map.of()));

        assertThat(read.problems()).isEmpty();
        assertThat(read.services()).hasSize(1);
        assertThat(read.services().getFirst().toString()).contains("--runtime=docker", "/var/run/docker.sock");
    }

    /** The engine mounts files of the folder into containers, so both must call it the same. */
    @Test
    void theFolderHasOnePathInTheContainerAndOnTheMachine() throws IOException {
        JsonNode member =
                Manifests.parse(Files.readString(COMPOSE)).all().getFirst().at("/services/member");
        String data = member.at("/environment/BERTH_DATA").asText();

        assertThat(member.at("/volumes/0").asText()).isEqualTo(data + ":" + data);
    }

    @Test
    void dockerComposeUnderstandsTheComposeFile() throws IOException {
        Program.assumeThere("docker", "compose", "version");

        assertThat(Program.run("docker", "compose", "-f", COMPOSE.toString(), "config")
                        .done())
                .contains("network_mode: host");
    }
}
