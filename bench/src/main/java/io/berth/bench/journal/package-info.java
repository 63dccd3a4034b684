/** How fast entities write to the embedded journal and come back from it. Not here: Berth's own entities. */
@NullMarked
package io.berth.bench.journal;

import org.jspecify.annotations.NullMarked;
