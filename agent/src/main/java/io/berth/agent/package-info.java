/** The node's side, and the ports between its parts. Not here: the connection ({@code session}) or any runtime. */
@NullMarked
package io.berth.agent;

import org.jspecify.annotations.NullMarked;
