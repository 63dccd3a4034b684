/** The HTTP side of a member. Routes parse, ask and answer; not here: any rule, and any actor. */
@NullMarked
package io.berth.http;

import org.jspecify.annotations.NullMarked;
