package io.berth.http.compose;

/** A text that is not YAML, or more of it than is accepted. */
final class UnreadableYaml extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final String reason;

    UnreadableYaml(int line, String reason) {
        super(reason);
        this.line = line;
        this.reason = reason;
    }

    Note note() {
        return new Note(line, "", reason);
    }
}
