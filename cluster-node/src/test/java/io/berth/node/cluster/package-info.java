/** Members and agents as processes of their own, killed with SIGKILL. Not here: random rounds (see {@code crash}). */
@NullMarked
package io.berth.node.cluster;

import org.jspecify.annotations.NullMarked;
