/** Exit codes. Not here: who ends how. */
@NullMarked
package io.berth.node.cli.exit;

import org.jspecify.annotations.NullMarked;
