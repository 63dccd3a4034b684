package io.berth.node.cli.command;

import io.berth.node.cli.api.Refused;
import io.berth.node.cli.exit.ExitCode;
import picocli.CommandLine.Command;

/** Prints versions. */
@Command(name = "version", description = "Print the version of this program and of the member it asks")
public final class Version extends ApiCommand {
    /** Of this program. */
    public static final String OWN = "0.1.0-SNAPSHOT";

    @Override
    public Integer call() {
        out().println("berth   " + OWN + ", Java " + Runtime.version());
        try {
            var member = api().get("/version").body();
            out().println("member  %s, Java %s, at %s"
                    .formatted(
                            member.path("version").asText(), member.path("java").asText(), api().host()));
        } catch (Refused e) {
            out().println("member  none: " + e.detail());
        }
        return ExitCode.DONE;
    }
}
