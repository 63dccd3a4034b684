/** The one order of all events, whatever store keeps them. Not here: any store, and what the events mean. */
@NullMarked
package io.berth.persistence.query;

import org.jspecify.annotations.NullMarked;
