/** How messages between members are written as bytes. Not here: anything that is kept; see the codecs of the journal. */
@NullMarked
package io.berth.sharding.wire;

import org.jspecify.annotations.NullMarked;
