package io.berth.http.compose;

import java.util.List;

/** A piece of a YAML file that knows its line, with aliases and merge keys already resolved. */
sealed interface YamlNode {
    /** Where it begins, counted from 1. */
    int line();

    /** What it is, for messages. */
    String kind();

    /** A scalar as written; numbers and booleans stay text until somebody needs them. */
    record Text(int line, String value, boolean isNull) implements YamlNode {
        @Override
        public String kind() {
            return isNull ? "empty" : "a text";
        }
    }

    /** A list. */
    record Items(int line, List<YamlNode> items) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A map in the order of the file. */
    record Entries(int line, List<Entry> entries) implements YamlNode {
        @Override
        public String kind() {
            return "a map";
        }
    }

    /** One key of a map; {@code line} is the key's. */
    record Entry(int line, String key, YamlNode value) {}
}
