/** Which node takes which task, and why. Not here: the books themselves, which nodes own. */
@NullMarked
package io.berth.domain.placement;

import org.jspecify.annotations.NullMarked;
