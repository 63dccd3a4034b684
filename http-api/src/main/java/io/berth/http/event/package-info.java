/** Recorded events for people and programs: sentences, histories and streams. Not here: how events are stored. */
@NullMarked
package io.berth.http.event;

import org.jspecify.annotations.NullMarked;
