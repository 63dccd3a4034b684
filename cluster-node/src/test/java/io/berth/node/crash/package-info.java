/** A member in a process of its own that is killed at random moments, and what must hold after that. Not here: rules. */
@NullMarked
package io.berth.node.crash;

import org.jspecify.annotations.NullMarked;
