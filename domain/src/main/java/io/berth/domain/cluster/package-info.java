/** The identity of the cluster. Not here: membership, which is Pekko's. */
@NullMarked
package io.berth.domain.cluster;

import org.jspecify.annotations.NullMarked;
