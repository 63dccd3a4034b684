/** The command line: its tree of commands and what they share. Not here: any rule; every command asks the HTTP API. */
@NullMarked
package io.berth.node.cli;

import org.jspecify.annotations.NullMarked;
