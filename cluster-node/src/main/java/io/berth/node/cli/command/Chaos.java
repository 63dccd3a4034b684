package io.berth.node.cli.command;

import picocli.CommandLine.Command;

/** The commands that look for faults. */
@Command(
        name = "chaos",
        description = "Look for faults of Berth itself, and whether services bear them",
        subcommands = {Simulate.class, ChaosRun.class, ChaosTry.class})
public final class Chaos extends GroupCommand {}
