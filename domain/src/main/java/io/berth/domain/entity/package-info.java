/** What every entity has in common: commands in, recorded events, instructions out. Not here: any rule of a kind of entity. */
@NullMarked
package io.berth.domain.entity;

import org.jspecify.annotations.NullMarked;
