/** What the agent needs of anything that can run containers. Not here: what is decided about a task (see {@code agent.task}). */
@NullMarked
package io.berth.agent.runtime;

import org.jspecify.annotations.NullMarked;
