/** Specs of services on the wire, read and written by the same records. Not here: what a spec must satisfy (see {@code domain.spec.SpecRules}). */
@NullMarked
package io.berth.http.spec;

import org.jspecify.annotations.NullMarked;
