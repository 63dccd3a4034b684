/** Seals secrets and configs for the journal, and opens them. Not here: who may read them. */
@NullMarked
package io.berth.node.vault;

import org.jspecify.annotations.NullMarked;
