/** What the user wants kept running: specs, revisions, tasks and their replacement. Not here: where a task goes (see {@code domain.placement}). */
@NullMarked
package io.berth.domain.service;

import org.jspecify.annotations.NullMarked;
