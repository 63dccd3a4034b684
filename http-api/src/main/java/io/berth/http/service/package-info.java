/** Services over HTTP: reading, putting, scaling, removing. Not here: stacks of services (see {@code http.stack}). */
@NullMarked
package io.berth.http.service;

import org.jspecify.annotations.NullMarked;
