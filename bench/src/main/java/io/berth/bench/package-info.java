/** Benchmarks of parts (JMH). Not here: benchmarks of a running cluster. */
@NullMarked
package io.berth.bench;

import org.jspecify.annotations.NullMarked;
