/** The words of the link between agents and members, and how the domain's words become them. Not here: any connection. */
@NullMarked
package io.berth.link;

import org.jspecify.annotations.NullMarked;
