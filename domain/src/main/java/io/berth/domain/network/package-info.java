/** What a network is. Not here: which ones there are, which the cluster knows, and how an engine makes them. */
@NullMarked
package io.berth.domain.network;

import org.jspecify.annotations.NullMarked;
