/**
 * The pages that a browser shows: files of this package's resources, which read the native API and its event stream. Not
 * here: any fact that the API does not tell.
 */
@NullMarked
package io.berth.http.dashboard;

import org.jspecify.annotations.NullMarked;
