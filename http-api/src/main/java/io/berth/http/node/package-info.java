/** Nodes over HTTP: reading, labelling, draining, removing. Not here: what runs there (see {@code http.task}). */
@NullMarked
package io.berth.http.node;

import org.jspecify.annotations.NullMarked;
