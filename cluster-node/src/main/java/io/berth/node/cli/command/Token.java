package io.berth.node.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.node.cli.api.Answer;
import io.berth.node.cli.api.Api;
import io.berth.node.cli.exit.ExitCode;
import io.berth.node.cli.show.Table;
import io.berth.node.cli.show.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Join tokens. */
@Command(
        name = "token",
        description = "Create, list and revoke join tokens",
        subcommands = {Token.Create.class, Token.Ls.class, Token.Rm.class})
public final class Token extends GroupCommand {
    /** Makes one. */
    @Command(name = "create", description = "Create a token that lets machines join; it is shown once")
    public static final class Create extends ApiCommand {
        @Option(
                names = "--role",
                paramLabel = "ROLE",
                defaultValue = "agent",
                description = "agent or member (default: agent)")
        private String role = "agent";

        @Option(
                names = "--lifetime",
                paramLabel = "DURATION",
                defaultValue = "1h",
                description = "How long it can be used (default: ${DEFAULT-VALUE})")
        private Duration lifetime = Duration.ofHours(1);

        @Option(
                names = {"-q", "--quiet"},
                description = "Print the token only")
        private boolean isQuiet;

        @Override
        public Integer call() {
            ObjectNode body = object().put("role", role).put("lifetime", lifetime.toMillis() + "ms");
            JsonNode made = api().post("/tokens", body).body();
            String token = made.path("token").asText();
            if (isQuiet) {
                out().println(token);
                return ExitCode.DONE;
            }
            out().println("token %s, valid until %s; on the machine that joins:"
                    .formatted(made.path("id").asText(), made.path("expiresAt").asText()));
            out().println(
                            made.path("role").asText().equals("member")
                                    ? "  berth server --join THIS_MEMBER:7072 --token " + token
                                    : "  berth agent --join THIS_MEMBER:7071 --token " + token);
            return ExitCode.DONE;
        }
    }

    /** Lists. */
    @Command(name = "ls", description = "List tokens, without their secrets")
    public static final class Ls extends ListCommand {
        @Override
        Answer ask() {
            return api().get("/tokens");
        }

        @Override
        Table table() {
            return Tables.TOKENS;
        }
    }

    /** Revokes. */
    @Command(name = "rm", description = "Revoke tokens; who has joined with one stays")
    public static final class Rm extends ApiCommand {
        @Parameters(arity = "1..*", paramLabel = "ID", description = "Their ids")
        private List<String> ids = List.of();

        @Override
        public Integer call() {
            for (String id : ids) {
                api().delete("/tokens/" + Api.segment(id), Map.of());
                out().println("revoked token " + id);
            }
            return ExitCode.DONE;
        }
    }
}
