/** The member's end of the link: one session for each connected agent. Not here: what a node decides ({@code domain}). */
@NullMarked
package io.berth.sharding.agents;

import org.jspecify.annotations.NullMarked;
