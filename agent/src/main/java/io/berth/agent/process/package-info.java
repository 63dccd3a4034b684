/** Runs the containers of a task as plain operating-system processes. Not here: isolation of any kind (see {@code agent.docker}). */
@NullMarked
package io.berth.agent.process;

import org.jspecify.annotations.NullMarked;
