/** Who answers on published ports, and who still waits for whom before a task stops. Not here: any connection. */
@NullMarked
package io.berth.domain.traffic;

import org.jspecify.annotations.NullMarked;
