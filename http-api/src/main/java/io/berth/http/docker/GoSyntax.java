package io.berth.http.docker;

/** Says of a text that is no JSON what Go's parser says of it: clients show that to people. */
final class GoSyntax {
    private static final String LITERAL = "-+.0123456789eEtruefalsn";
    private final String text;
    private int at;

    private GoSyntax(String text) {
        this.text = text;
    }

    /** The first fault, in Go's words. */
    static String fault(String text) {
        GoSyntax syntax = new GoSyntax(text);
        try {
            syntax.value();
            return syntax.isEnd() ? "unexpected EOF" : syntax.wrong("after top-level value").text;
        } catch (Wrong e) {
            return e.text;
        }
    }

    /** Ends the walk at the first fault. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        private final String text;

        Wrong(String text) {
            super(text);
            this.text = text;
        }
    }

    private void value() throws Wrong {
        switch (peek("looking for beginning of value")) {
            case '{' -> list('}', "after object key:value pair");
            case '[' -> list(']', "after array element");
            case '"' -> string("looking for beginning of value");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 't', 'f', 'n' -> {
                while (at < text.length() && LITERAL.indexOf(text.charAt(at)) >= 0) {
                    at++;
                }
            }
            default -> throw wrong("looking for beginning of value");
        }
    }

    private void list(char end, String between) throws Wrong {
        at++;
        if (peek(end == '}' ? "looking for beginning of object key string" : "looking for beginning of value") == end) {
            at++;
            return;
        }
        while (true) {
            if (end == '}') {
                string("looking for beginning of object key string");
                take(':', "after object key");
            }
            value();
            if (peek(between) == end) {
                at++;
                return;
            }
            take(',', between);
        }
    }

    private void string(String context) throws Wrong {
        take('"', context);
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        take('"', "in string literal");
    }

    private void take(char wanted, String context) throws Wrong {
        if (peek(context) != wanted) {
            throw wrong(context);
        }
        at++;
    }

    private char peek(String context) throws Wrong {
        if (isEnd()) {
            throw wrong(context);
        }
        return text.charAt(at);
    }

    private boolean isEnd() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at >= text.length();
    }

    private Wrong wrong(String context) {
        return new Wrong(
                at >= text.length()
                        ? "unexpected EOF"
                        : "invalid character '%s' %s".formatted(text.charAt(at), context));
    }
}
