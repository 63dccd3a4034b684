/** Reads compose files into services, secrets and configs, and says by line what is wrong. Not here: any request or actor. */
@NullMarked
package io.berth.http.compose;

import org.jspecify.annotations.NullMarked;
