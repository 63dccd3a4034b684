/** The client's side of the HTTP API. Not here: how answers are shown (see {@code node.cli.show}). */
@NullMarked
package io.berth.node.cli.api;

import org.jspecify.annotations.NullMarked;
