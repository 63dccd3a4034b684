/** The proxy that answers on published ports and balances over this node's running tasks. Not here: traffic between nodes. */
@NullMarked
package io.berth.agent.ingress;

import org.jspecify.annotations.NullMarked;
