/** Secrets and configs over HTTP; a secret's value goes in and never comes out. Not here: how values are encrypted. */
@NullMarked
package io.berth.http.vault;

import org.jspecify.annotations.NullMarked;
