/** The unchanged docker command line against a member, compared with what it printed against a Docker Swarm. */
@NullMarked
package io.berth.node.conformance;

import org.jspecify.annotations.NullMarked;
