package io.berth.node.cli.option;

import picocli.CommandLine.Option;

/** What every command understands. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit")
    private boolean isWanted;

    public boolean isWanted() {
        return isWanted;
    }
}
