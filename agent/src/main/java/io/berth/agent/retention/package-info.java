/** How long what has ended is kept, and how much of it. Not here: what is kept, and how it is removed. */
@NullMarked
package io.berth.agent.retention;

import org.jspecify.annotations.NullMarked;
