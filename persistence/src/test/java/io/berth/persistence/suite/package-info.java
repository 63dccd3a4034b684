/** What every journal, snapshot store and query must do, whatever it stands on. Not here: any one store's own tests. */
@NullMarked
package io.berth.persistence.suite;

import org.jspecify.annotations.NullMarked;
