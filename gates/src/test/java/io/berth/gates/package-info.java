/** The gates, and for each a planted violation that shows that it can fail. Not here: tests of the product. */
@NullMarked
package io.berth.gates;

import org.jspecify.annotations.NullMarked;
