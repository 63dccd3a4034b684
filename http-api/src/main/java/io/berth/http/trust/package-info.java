/** Join tokens, and certificates that count no more. Not here: joining itself, which is not HTTP's. */
@NullMarked
package io.berth.http.trust;

import org.jspecify.annotations.NullMarked;
