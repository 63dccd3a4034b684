/** Secrets and configs of running tasks, in memory only. Not here: where their values come from (see {@code FileSource}). */
@NullMarked
package io.berth.agent.files;

import org.jspecify.annotations.NullMarked;
