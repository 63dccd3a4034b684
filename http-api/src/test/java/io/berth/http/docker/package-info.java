/** How Docker's requests and answers are read and written. */
@NullMarked
package io.berth.http.docker;

import org.jspecify.annotations.NullMarked;
