/** What an agent is told and what it reports: the vocabulary of the link. Not here: how it travels (module {@code link}). */
@NullMarked
package io.berth.domain.agent;

import org.jspecify.annotations.NullMarked;
