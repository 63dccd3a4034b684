package io.berth.bench.journal;

/**
 * An event of about the size of a real one.
 *
 * @param text of about 240 characters
 */
record Noted(String text) {
    static final Noted TYPICAL = new Noted("n".repeat(240));
}
