/** Endpoints, calls, and the way from a request to its endpoint. Not here: what any endpoint does. */
@NullMarked
package io.berth.http.route;

import org.jspecify.annotations.NullMarked;
