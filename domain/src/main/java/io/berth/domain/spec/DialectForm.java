package io.berth.domain.spec;

/**
 * A spec as the dialect that wrote it spells it, so that its clients read what they wrote: what was left out and what was
 * said in so many words mean the same here and look different there. No rule reads it; whoever changes a spec in another
 * way drops it.
 *
 * @param dialect such as {@code docker}
 * @param text that only the dialect understands
 */
public record DialectForm(String dialect, String text) {}
