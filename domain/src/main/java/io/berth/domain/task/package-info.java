/** One attempt to fill one slot: its states and what is seen of it. Not here: who decides that it should exist (see {@code domain.service}). */
@NullMarked
package io.berth.domain.task;

import org.jspecify.annotations.NullMarked;
