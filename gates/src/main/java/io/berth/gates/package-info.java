/** What every file of the repository must keep to, checked by tests. Not here: anything of the product. */
@NullMarked
package io.berth.gates;

import org.jspecify.annotations.NullMarked;
