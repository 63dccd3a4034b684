/** Encrypted values, which commands, events and states carry alike. Not here: keys, and any encryption. */
@NullMarked
package io.berth.domain.seal;

import org.jspecify.annotations.NullMarked;
