/** The form that the rules of every kind of entity have. Not here: any rule. */
@NullMarked
package io.berth.domain.rules;

import org.jspecify.annotations.NullMarked;
