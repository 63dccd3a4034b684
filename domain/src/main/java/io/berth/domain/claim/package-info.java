/** Things that only one service may hold, such as a published port. Not here: the proxy behind the port. */
@NullMarked
package io.berth.domain.claim;

import org.jspecify.annotations.NullMarked;
