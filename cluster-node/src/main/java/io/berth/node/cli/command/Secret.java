package io.berth.node.cli.command;

import picocli.CommandLine.Command;

/** The commands of secrets. */
@Command(
        name = "secret",
        description = "Create, list, show and remove secrets",
        subcommands = {Secret.Create.class, Secret.Ls.class, Secret.Inspect.class, Secret.Rm.class})
public final class Secret extends GroupCommand {
    private static final String PATH = "/secrets";

    /** Puts a value. */
    @Command(name = "create", description = "Put a secret; one that exists gets a new version")
    public static final class Create extends VaultCommand.Create {
        Create() {
            super(PATH);
        }
    }

    /** Lists. */
    @Command(name = "ls", description = "List secrets")
    public static final class Ls extends VaultCommand.Ls {
        Ls() {
            super(PATH);
        }
    }

    /** Shows one. */
    @Command(name = "inspect", description = "Show a secret")
    public static final class Inspect extends VaultCommand.Inspect {
        Inspect() {
            super(PATH);
        }
    }

    /** Removes. */
    @Command(name = "rm", description = "Remove secrets that nothing uses")
    public static final class Rm extends VaultCommand.Rm {
        Rm() {
            super(PATH);
        }
    }
}
