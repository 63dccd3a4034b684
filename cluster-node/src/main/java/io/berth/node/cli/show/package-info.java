/** Answers as tables, JSON and YAML, and progress while services converge. Not here: asking. */
@NullMarked
package io.berth.node.cli.show;

import org.jspecify.annotations.NullMarked;
