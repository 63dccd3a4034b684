/** What entities are asked, by clients and by each other. Not here: the answers' rules. */
@NullMarked
package io.berth.domain.command;

import org.jspecify.annotations.NullMarked;
