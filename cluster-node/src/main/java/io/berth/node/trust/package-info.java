/** The cluster's certificate authority: it signs, and decides who gets a certificate. Not here: how certificates are used. */
@NullMarked
package io.berth.node.trust;

import org.jspecify.annotations.NullMarked;
