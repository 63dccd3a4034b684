/** A node's books and the life of its agent. Not here: containers. */
@NullMarked
package io.berth.domain.node;

import org.jspecify.annotations.NullMarked;
