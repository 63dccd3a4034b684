/**
 * Recorded events as streams that can be resumed, by server-sent events and WebSocket. Not here: what an event says (see
 * {@code http.event}).
 */
@NullMarked
package io.berth.http.stream;

import org.jspecify.annotations.NullMarked;
