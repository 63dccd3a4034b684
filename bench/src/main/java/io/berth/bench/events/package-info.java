/** How many can follow events, and how far behind they are. Not here: how fast events are written. */
@NullMarked
package io.berth.bench.events;

import org.jspecify.annotations.NullMarked;
