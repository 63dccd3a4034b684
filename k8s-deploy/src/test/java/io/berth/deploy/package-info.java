/** The files by which Berth is deployed, checked by the programs that read them. */
@NullMarked
package io.berth.deploy;

import org.jspecify.annotations.NullMarked;
