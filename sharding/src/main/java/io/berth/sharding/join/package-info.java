/** The member's side of joining: who calls, and who gets a certificate. Not here: signing. */
@NullMarked
package io.berth.sharding.join;

import org.jspecify.annotations.NullMarked;
