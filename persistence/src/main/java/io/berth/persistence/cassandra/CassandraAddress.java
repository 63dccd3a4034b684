package io.berth.persistence.cassandra;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the journal is: {@code cassandra://host:9042,host2/keyspace}.
 *
 * @param contacts nodes to ask first, at least one; the others are found through them
 * @param keyspace of the journal's tables
 */
public record CassandraAddress(List<Contact> contacts, String keyspace) {
    private static final int DEFAULT_PORT = 9042;
    private static final String DEFAULT_KEYSPACE = "berth";
    private static final Pattern ADDRESS = Pattern.compile("cassandra://([^/]+)(?:/([^/]*))?");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::([0-9]{1,5}))?");
    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    /** A node, by its name or address. */
    public record Contact(String host, int port) {
        InetSocketAddress socketAddress() {
            return new InetSocketAddress(host, port);
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    public CassandraAddress {
        contacts = List.copyOf(contacts);
    }

    /** Reads an address; fails with a text that says what is wrong with it. */
    public static CassandraAddress parse(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "the journal address \"%s\" is not like cassandra://host:9042,host2/keyspace".formatted(text));
        }
        String named = matcher.group(2) == null ? "" : matcher.group(2);
        String keyspace = named.isEmpty() ? DEFAULT_KEYSPACE : named;
        if (!KEYSPACE.matcher(keyspace).matches()) {
            throw new IllegalArgumentException(
                    ("the keyspace \"%s\" in the journal address \"%s\" must begin with a small letter and have at"
                                    + " most 48 small letters, digits and underscores")
                            .formatted(keyspace, text));
        }
        return new CassandraAddress(
                Stream.of(matcher.group(1).split(",", -1))
                        .map(host -> contact(host.strip(), text))
                        .toList(),
                keyspace);
    }

    private static Contact contact(String part, String text) {
        Matcher matcher = HOST.matcher(part);
        int port = !matcher.matches() || matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2));
        if (!matcher.matches() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "\"%s\" in the journal address \"%s\" is not host or host:port, with a port from 1 to 65535"
                            .formatted(part, text));
        }
        String host = matcher.group(1);
        return new Contact(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    @Override
    public String toString() {
        return "cassandra://"
                + String.join(",", contacts.stream().map(Contact::toString).toList()) + "/" + keyspace;
    }
}
