package io.berth.node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where events are kept, as a URI says it. */
public sealed interface JournalAddress {
    /** In a folder of this machine that one process owns. */
    record Embedded(Path folder) implements JournalAddress {
        @Override
        public String toString() {
            return "rocksdb:" + folder;
        }
    }

    /** In a database that several members share. */
    record Cassandra(List<HostAndPort> hosts, String keyspace) implements JournalAddress {
        private static final int DEFAULT_PORT = 9042;
        private static final String DEFAULT_KEYSPACE = "berth";
        private static final Pattern FORM = Pattern.compile("cassandra://([^/]+)(?:/([a-z][a-z0-9_]{0,47}))?");

        public Cassandra {
            hosts = List.copyOf(hosts);
        }

        @Override
        public String toString() {
            return "cassandra://%s/%s"
                    .formatted(
                            String.join(
                                    ",",
                                    hosts.stream().map(HostAndPort::toString).toList()),
                            keyspace);
        }
    }

    /** Reads {@code rocksdb:DIR} or {@code cassandra://HOST:PORT,.../KEYSPACE}. */
    static JournalAddress parse(String text) {
        if (text.startsWith("rocksdb:") && text.length() > "rocksdb:".length()) {
            return new Embedded(Path.of(text.substring("rocksdb:".length())));
        }
        Matcher matcher = Cassandra.FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a journal is rocksdb:DIR or cassandra://HOST:PORT,HOST:PORT/KEYSPACE, got " + text);
        }
        String keyspace = matcher.group(2) == null ? Cassandra.DEFAULT_KEYSPACE : matcher.group(2);
        return new Cassandra(HostAndPort.parseAll(matcher.group(1), Cassandra.DEFAULT_PORT), keyspace);
    }
}
