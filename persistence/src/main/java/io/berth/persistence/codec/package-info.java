/** How events and snapshots are written as bytes and read again, for ever. Not here: where the bytes are stored. */
@NullMarked
package io.berth.persistence.codec;

import org.jspecify.annotations.NullMarked;
