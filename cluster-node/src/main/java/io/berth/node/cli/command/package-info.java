/** One class for each command. Not here: what an answer looks like on the wire (see {@code node.cli.api}). */
@NullMarked
package io.berth.node.cli.command;

import org.jspecify.annotations.NullMarked;
