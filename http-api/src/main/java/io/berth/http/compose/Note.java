package io.berth.http.compose;

/**
 * Something to tell the author of a compose file.
 *
 * @param line where, counted from 1; 0 for the whole file
 * @param key path such as {@code services.web.ports[1]}, empty for the whole file
 * @param message what, and the way out
 */
public record Note(int line, String key, String message) {
    /** One line for a person: {@code line 7: services.web.colour: unknown key}. */
    public String text() {
        String where = line == 0 ? "" : "line " + line + ": ";
        return where + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
