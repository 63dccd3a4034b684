/** Whether this member lives and can serve, and its version. Not here: the health of tasks. */
@NullMarked
package io.berth.http.health;

import org.jspecify.annotations.NullMarked;
