package io.berth.node.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.node.cli.api.Answer;
import io.berth.node.cli.api.Api;
import io.berth.node.cli.api.Refused;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.show.Display;
import io.berth.node.cli.show.Table;
import io.berth.node.cli.show.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What secrets and configs have in common; they differ in their path. */
final class VaultCommand {
    private VaultCommand() {}

    /** Puts a value that comes from a file or from standard input, never from the command line, where others see it. */
    abstract static class Create extends ApiCommand {
        private final String path;

        @Parameters(index = "0", paramLabel = "NAME", description = "Its name")
        private String name = "";

        @Parameters(index = "1", paramLabel = "FILE", description = "The file with its value; - for standard input")
        private String file = "";

        @Option(
                names = {"-l", "--label"},
                paramLabel = "KEY=VALUE",
                description = "Set a label; may be repeated")
        private Map<String, String> labels = new LinkedHashMap<>();

        Create(String path) {
            this.path = path;
        }

        @Override
        public Integer call() {
            ObjectNode body = object().put("value", Base64.getEncoder().encodeToString(content()));
            ObjectNode labelled = body.putObject("labels");
            labels.forEach(labelled::put);
            api().put(path + "/" + Api.segment(name), body, "");
            out().println("stored " + name);
            return ExitCode.DONE;
        }

        private byte[] content() {
            try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new Refused("cannot read %s: %s".formatted(file, e.getMessage()), e);
            }
        }
    }

    /** Lists without values. */
    abstract static class Ls extends ListCommand {
        private final String path;

        Ls(String path) {
            this.path = path;
        }

        @Override
        Answer ask() {
            return api().get(path);
        }

        @Override
        Table table() {
            return Tables.FILES;
        }
    }

    /** Shows one; a secret without its value. */
    abstract static class Inspect extends ApiCommand {
        private final String path;

        @Mixin
        private Display display = new Display();

        @Parameters(paramLabel = "NAME", description = "Its name")
        private String name = "";

        Inspect(String path) {
            this.path = path;
        }

        @Override
        public Integer call() {
            display.tree(out(), api().get(path + "/" + Api.segment(name)).body());
            return ExitCode.DONE;
        }
    }

    /** Removes some. */
    abstract static class Rm extends ApiCommand {
        private final String path;

        @Parameters(arity = "1..*", paramLabel = "NAME", description = "Their names")
        private List<String> names = List.of();

        Rm(String path) {
            this.path = path;
        }

        @Override
        public Integer call() {
            for (String name : names) {
                api().delete(path + "/" + Api.segment(name), Map.of());
                out().println("removed " + name);
            }
            return ExitCode.DONE;
        }
    }
}
