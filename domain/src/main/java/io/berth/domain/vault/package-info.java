/** Secrets and configs: named, versioned, sealed values. Not here: cryptography, which is the shell's. */
@NullMarked
package io.berth.domain.vault;

import org.jspecify.annotations.NullMarked;
