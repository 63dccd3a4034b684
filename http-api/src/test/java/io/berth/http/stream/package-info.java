/** What clients of event streams rely on. */
@NullMarked
package io.berth.http.stream;

import org.jspecify.annotations.NullMarked;
