/**
 * What every store of ours shares towards Pekko: how envelopes become what is kept and back, and how answers and
 * refusals are handed over. Not here: any store, and how an event becomes bytes (its serializer's affair).
 */
@NullMarked
package io.berth.persistence.plugin;

import org.jspecify.annotations.NullMarked;
