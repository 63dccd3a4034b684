package io.berth.http.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Replaces {@code $NAME} and {@code ${NAME...}} in values, never in keys. */
final class Interpolation {
    /** Of all values together, so that a long variable used often cannot fill the memory. */
    private static final int MOST_CHARACTERS = 8_388_608;

    private static final int DEEPEST = 20;

    private final Map<String, String> variables;
    private final Notes notes;
    private long written;

    Interpolation(Map<String, String> variables, Notes notes) {
        this.variables = variables;
        this.notes = notes;
    }

    /** The same tree with all values expanded; what is wrong becomes a problem and is left as it was. */
    YamlNode apply(String path, YamlNode node) {
        return switch (node) {
            case YamlNode.Text text -> text.value().indexOf('$') < 0 ? text : expand(path, text);
            case YamlNode.Items(int line, List<YamlNode> items) -> {
                List<YamlNode> expanded = new ArrayList<>();
                for (YamlNode item : items) {
                    expanded.add(apply(path + "[" + expanded.size() + "]", item));
                }
                yield new YamlNode.Items(line, expanded);
            }
            case YamlNode.Entries(int line, List<YamlNode.Entry> entries) -> {
                List<YamlNode.Entry> expanded = new ArrayList<>();
                for (YamlNode.Entry entry : entries) {
                    String at = path.isEmpty() ? entry.key() : path + "." + entry.key();
                    boolean isExtension = path.isEmpty() && entry.key().startsWith("x-");
                    expanded.add(
                            isExtension
                                    ? entry
                                    : new YamlNode.Entry(entry.line(), entry.key(), apply(at, entry.value())));
                }
                yield new YamlNode.Entries(line, expanded);
            }
        };
    }

    private YamlNode expand(String path, YamlNode.Text text) {
        try {
            Scan scan = new Scan(path, text.line(), text.value());
            String expanded = scan.upTo(false, true, 0);
            written += expanded.length();
            if (written > MOST_CHARACTERS) {
                throw new IllegalArgumentException("variables make the file longer than " + MOST_CHARACTERS
                        + " characters; use shorter values or fewer places");
            }
            return new YamlNode.Text(text.line(), expanded, false);
        } catch (IllegalArgumentException e) {
            notes.problem(text.line(), path, String.valueOf(e.getMessage()));
            return text;
        }
    }

    /** One value, read once from left to right. */
    private final class Scan {
        private final String path;
        private final int line;
        private final String text;
        private int at;

        Scan(String path, int line, String text) {
            this.path = path;
            this.line = line;
            this.text = text;
        }

        /**
         * Expands up to the end, or up to the closing brace.
         *
         * @param isLive whether the result is used; an unused default asks for no variable
         */
        String upTo(boolean isBraced, boolean isLive, int depth) {
            if (depth > DEEPEST) {
                throw new IllegalArgumentException("defaults of variables are nested deeper than " + DEEPEST);
            }
            StringBuilder out = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '}' && isBraced) {
                    return out.toString();
                }
                if (c == '$') {
                    dollar(out, isLive, depth);
                } else {
                    out.append(c);
                }
            }
            if (isBraced) {
                throw new IllegalArgumentException("${ has no closing }; write $$ for a dollar sign");
            }
            return out.toString();
        }

        private void dollar(StringBuilder out, boolean isLive, int depth) {
            if (at < text.length() && text.charAt(at) == '$') {
                at++;
                out.append('$');
            } else if (at < text.length() && text.charAt(at) == '{') {
                at++;
                out.append(braced(isLive, depth));
            } else {
                String name = name();
                if (isLive) {
                    out.append(value(name));
                }
            }
        }

        private String braced(boolean isLive, int depth) {
            String name = name();
            String operator = operator();
            String present = variables.getOrDefault(name, "");
            boolean isSet = variables.containsKey(name) && !(operator.startsWith(":") && present.isEmpty());
            boolean usesOperand = operator.endsWith("+") ? isSet : !isSet;
            String operand = operator.equals("}") ? "" : upTo(true, isLive && usesOperand, depth + 1);
            if (!isLive) {
                return "";
            }
            return switch (operator) {
                case "}" -> value(name);
                case "-", ":-" -> isSet ? present : operand;
                case "+", ":+" -> isSet ? operand : "";
                default -> {
                    if (!isSet) {
                        throw new IllegalArgumentException(
                                "variable " + name + " must be set" + (operand.isEmpty() ? "" : ": " + operand));
                    }
                    yield present;
                }
            };
        }

        private String operator() {
            for (String operator : List.of("}", ":-", ":?", ":+", "-", "?", "+")) {
                if (text.startsWith(operator, at)) {
                    at += operator.length();
                    return operator;
                }
            }
            throw invalid(at);
        }

        private String name() {
            int start = at;
            while (at < text.length() && isNamePart(text.charAt(at), at == start)) {
                at++;
            }
            if (at == start) {
                throw invalid(start);
            }
            return text.substring(start, at);
        }

        private IllegalArgumentException invalid(int position) {
            int from = Math.max(0, text.lastIndexOf('$', Math.max(0, position - 1)));
            String shown = text.substring(from, Math.min(text.length(), position + 1));
            return new IllegalArgumentException(
                    "\"" + shown + "\" is not a variable; write ${NAME}, ${NAME:-default} or, for a dollar sign, $$");
        }

        private String value(String name) {
            String value = variables.get(name);
            if (value == null) {
                notes.warn(
                        line,
                        path,
                        "variable " + name + " is not set and stands for nothing; set it or write ${" + name
                                + ":-default}");
                return "";
            }
            return value;
        }

        private static boolean isNamePart(char c, boolean isFirst) {
            return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (!isFirst && c >= '0' && c <= '9');
        }
    }
}
