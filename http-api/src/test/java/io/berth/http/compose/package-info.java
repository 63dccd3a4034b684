/** Tests of how compose files are read. Not here: what is done with them. */
@NullMarked
package io.berth.http.compose;

import org.jspecify.annotations.NullMarked;
