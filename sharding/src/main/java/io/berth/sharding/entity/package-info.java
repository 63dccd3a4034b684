/** The one shell of all entities, and how they are reached. Not here: any rule; those are in {@code domain}. */
@NullMarked
package io.berth.sharding.entity;

import org.jspecify.annotations.NullMarked;
