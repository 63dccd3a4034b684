/** The nodes as others see them. Not here: their books, which the node entity owns. */
@NullMarked
package io.berth.domain.fleet;

import org.jspecify.annotations.NullMarked;
