/** Amounts of processor and memory, exact and with units. Not here: who holds how much (see {@code domain.node}). */
@NullMarked
package io.berth.domain.resource;

import org.jspecify.annotations.NullMarked;
