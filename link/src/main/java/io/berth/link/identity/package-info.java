/** Keys and certificates of agents and members, and TLS with them. Not here: who gets a certificate. */
@NullMarked
package io.berth.link.identity;

import org.jspecify.annotations.NullMarked;
