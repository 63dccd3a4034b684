/** Options that several commands share. Not here: the commands. */
@NullMarked
package io.berth.node.cli.option;

import org.jspecify.annotations.NullMarked;
