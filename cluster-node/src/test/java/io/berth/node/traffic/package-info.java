/** Traffic through a whole cluster: a member, agents with addresses of their own, and clients. */
@NullMarked
package io.berth.node.traffic;

import org.jspecify.annotations.NullMarked;
