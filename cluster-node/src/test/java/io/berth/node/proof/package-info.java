/** Whole members with real processes and containers, driven from the command line. Not here: members that are killed. */
@NullMarked
package io.berth.node.proof;

import org.jspecify.annotations.NullMarked;
