/** The OpenAPI document, written from the endpoints themselves. Not here: the endpoints. */
@NullMarked
package io.berth.http.openapi;

import org.jspecify.annotations.NullMarked;
