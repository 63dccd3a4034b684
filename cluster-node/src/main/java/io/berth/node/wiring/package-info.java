/** Puts a member together from its modules. Not here: rules, routes, or anything that a module could do alone. */
@NullMarked
package io.berth.node.wiring;

import org.jspecify.annotations.NullMarked;
