/** The agent's end of the link: keeps one session with a member. Not here: what is done with instructions. */
@NullMarked
package io.berth.agent.session;

import org.jspecify.annotations.NullMarked;
