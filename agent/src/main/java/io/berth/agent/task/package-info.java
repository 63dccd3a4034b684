/** The life of each task on this node, from its assignment to its end. Not here: how a container is run (see {@code agent.runtime}). */
@NullMarked
package io.berth.agent.task;

import org.jspecify.annotations.NullMarked;
