/** Immutable ordered collections of which a changed copy costs O(log n). Not here: what they hold. */
@NullMarked
package io.berth.domain.treap;

import org.jspecify.annotations.NullMarked;
