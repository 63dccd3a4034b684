package io.berth.http.compose;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words as a shell does, without running one: quotes and backslashes, nothing else. */
final class CommandLine {
    private static final char NONE = 0;

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean isInWord;
    private char quote = NONE;

    private CommandLine(String line) {
        this.line = line;
    }

    static List<String> split(String line) {
        return new CommandLine(line).words();
    }

    private List<String> words() {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                escaped(line.charAt(++i));
            } else if (quote == NONE) {
                plain(c);
            } else if (c == quote) {
                quote = NONE;
            } else {
                word.append(c);
            }
        }
        if (quote != NONE) {
            throw new IllegalArgumentException("quote " + quote + " is not closed");
        }
        endWord();
        return List.copyOf(words);
    }

    /** Within double quotes a backslash escapes only what is special there. */
    private void escaped(char next) {
        if (quote == '"' && "\"\\$`\n".indexOf(next) < 0) {
            word.append('\\');
        }
        word.append(next);
        isInWord = true;
    }

    private void plain(char c) {
        if (Character.isWhitespace(c)) {
            endWord();
            return;
        }
        isInWord = true;
        if (c == '\'' || c == '"') {
            quote = c;
        } else {
            word.append(c);
        }
    }

    private void endWord() {
        if (isInWord) {
            words.add(word.toString());
            word.setLength(0);
            isInWord = false;
        }
    }
}
