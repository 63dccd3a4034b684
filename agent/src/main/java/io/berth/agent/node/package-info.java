/** Puts the agent together from its parts. Not here: the connection to a member (see {@code agent.session}). */
@NullMarked
package io.berth.agent.node;

import org.jspecify.annotations.NullMarked;
