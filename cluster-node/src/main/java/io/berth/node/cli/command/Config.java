package io.berth.node.cli.command;

import picocli.CommandLine.Command;

/** The commands of configs. */
@Command(
        name = "config",
        description = "Create, list, show and remove configs",
        subcommands = {Config.Create.class, Config.Ls.class, Config.Inspect.class, Config.Rm.class})
public final class Config extends GroupCommand {
    private static final String PATH = "/configs";

    /** Puts a value. */
    @Command(name = "create", description = "Put a config; one that exists gets a new version")
    public static final class Create extends VaultCommand.Create {
        Create() {
            super(PATH);
        }
    }

    /** Lists. */
    @Command(name = "ls", description = "List configs")
    public static final class Ls extends VaultCommand.Ls {
        Ls() {
            super(PATH);
        }
    }

    /** Shows one. */
    @Command(name = "inspect", description = "Show a config")
    public static final class Inspect extends VaultCommand.Inspect {
        Inspect() {
            super(PATH);
        }
    }

    /** Removes. */
    @Command(name = "rm", description = "Remove configs that nothing uses")
    public static final class Rm extends VaultCommand.Rm {
        Rm() {
            super(PATH);
        }
    }
}
