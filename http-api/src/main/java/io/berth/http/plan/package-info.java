/** What a request would change and where tasks would go, with nothing written. Not here: the writing itself (see {@code http.stack}). */
@NullMarked
package io.berth.http.plan;

import org.jspecify.annotations.NullMarked;
