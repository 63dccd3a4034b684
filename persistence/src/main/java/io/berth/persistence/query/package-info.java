/**
 * What can be asked of a store beside recovery, above all the one order of all events, and the streams that read and
 * follow it. Not here: any store, and what the events mean.
 */
@NullMarked
package io.berth.persistence.query;

import org.jspecify.annotations.NullMarked;
