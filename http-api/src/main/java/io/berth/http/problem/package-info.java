/** Refusals as RFC 9457 problems. Not here: who refuses. */
@NullMarked
package io.berth.http.problem;

import org.jspecify.annotations.NullMarked;
