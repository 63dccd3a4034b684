/** Why a task is where it is, or is not, from state and history. Not here: any decision. */
@NullMarked
package io.berth.http.why;

import org.jspecify.annotations.NullMarked;
