/** How long the docker dialect's lists take. Not here: how long containers take, see {@code bench/side-by-side}. */
@NullMarked
package io.berth.bench.dialect;

import org.jspecify.annotations.NullMarked;
