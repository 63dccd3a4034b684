/** The command line against a small fake member. Not here: a real member. */
@NullMarked
package io.berth.node.cli;

import org.jspecify.annotations.NullMarked;
