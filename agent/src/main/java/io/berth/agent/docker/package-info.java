/** Runs containers with a Docker Engine; the only package that knows docker-java. Not here: what is decided about a task. */
@NullMarked
package io.berth.agent.docker;

import org.jspecify.annotations.NullMarked;
