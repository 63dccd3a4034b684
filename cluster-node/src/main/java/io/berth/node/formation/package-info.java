/** How members find each other and become one cluster, never two. Not here: membership itself, which is Pekko's. */
@NullMarked
package io.berth.node.formation;

import org.jspecify.annotations.NullMarked;
