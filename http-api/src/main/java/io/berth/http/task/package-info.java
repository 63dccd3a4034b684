/** Tasks over HTTP, and their logs. Not here: how a task came about (see {@code http.why}). */
@NullMarked
package io.berth.http.task;

import org.jspecify.annotations.NullMarked;
