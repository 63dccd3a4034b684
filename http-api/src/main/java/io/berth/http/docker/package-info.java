/**
 * Docker's API as its unchanged clients speak it to a swarm: one class for each resource, each a thin translation to the
 * commands and states that the native API uses too. Not here: any rule of services, nodes or secrets.
 */
@NullMarked
package io.berth.http.docker;

import org.jspecify.annotations.NullMarked;
