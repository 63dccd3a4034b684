/** How fast entities write to the journals and come back from them. Not here: Berth's own entities. */
@NullMarked
package io.berth.bench.journal;

import org.jspecify.annotations.NullMarked;
