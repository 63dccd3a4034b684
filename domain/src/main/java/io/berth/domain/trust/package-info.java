/** Who may be part of the cluster: its authority, join tokens, revocations. Not here: cryptography, which is the shell's. */
@NullMarked
package io.berth.domain.trust;

import org.jspecify.annotations.NullMarked;
