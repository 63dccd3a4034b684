/** What a member knows of all entities and nodes, for lists and for placement. Not here: who owns these facts. */
@NullMarked
package io.berth.sharding.directory;

import org.jspecify.annotations.NullMarked;
