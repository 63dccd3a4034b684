/** How the API reads and writes JSON, durations and words. Not here: what the documents mean. */
@NullMarked
package io.berth.http.json;

import org.jspecify.annotations.NullMarked;
