/** What a member does for one session of an agent. Not here: the connection itself, nor what the node decides (see {@code domain.node}). */
@NullMarked
package io.berth.domain.session;

import org.jspecify.annotations.NullMarked;
