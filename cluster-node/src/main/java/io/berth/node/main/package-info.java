/** The entry point of the program. Not here: any command (see {@code node.cli}). */
@NullMarked
package io.berth.node.main;

import org.jspecify.annotations.NullMarked;
