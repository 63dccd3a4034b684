package io.berth.gates;

import java.nio.file.Path;

/**
 * A place that breaks a rule.
 *
 * @param file where
 * @param line from 1
 * @param text what is wrong and what to do instead
 */
public record Finding(Path file, long line, String text) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + text;
    }
}
