/** What a member tells Prometheus. Not here: any fact that it does not derive from states, events and connections. */
@NullMarked
package io.berth.node.metrics;

import org.jspecify.annotations.NullMarked;
