/** What a user may wish for: services, task templates, containers and their policies. Not here: what has become of a wish. */
@NullMarked
package io.berth.domain.spec;

import org.jspecify.annotations.NullMarked;
