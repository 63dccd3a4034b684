package io.berth.persistence.query;

import java.util.List;

/**
 * A part of a table that fits into memory.
 *
 * @param items in order
 * @param cursor where the next page begins
 * @param isLast whether there was nothing behind it when it was read
 */
public record Page<T>(List<T> items, long cursor, boolean isLast) {}
