package io.berth.agent.docker;

import io.berth.agent.EngineConnection;
import io.berth.domain.agent.EngineHead;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP request to the engine on a connection of its own, whose streams are handed on as they are. The engine's usual
 * client cannot do that: it has no half-closed streams and turns refusals into exceptions without their words.
 */
final class EngineSocket implements EngineConnection {
    private static final int HEAD_MOST_BYTES = 64 << 10;
    private static final int DEFAULT_PORT = 2375;
    private static final int SWITCHING_PROTOCOLS = 101;

    /** How much of the request follows its head. */
    enum Following {
        /** The body that was given, and nothing more. */
        NOTHING,
        /** A body of unknown length. */
        STREAM,
        /** After the engine has agreed, the connection in both directions. */
        UPGRADE
    }

    private final SocketChannel channel;
    private final String method;
    private final OutputStream input;
    private final InputStream received;
    private InputStream output = InputStream.nullInputStream();

    private EngineSocket(SocketChannel channel, String method, Following following) {
        this.channel = channel;
        this.method = method;
        this.received = new BufferedInputStream(new FromChannel(channel));
        this.input = switch (following) {
            case NOTHING -> OutputStream.nullOutputStream();
            case STREAM -> new ChunkedOutput(new ToChannel(channel));
            case UPGRADE -> new ToChannel(channel);
        };
    }

    /**
     * Connects and sends the request.
     *
     * @param host such as {@code unix:///var/run/docker.sock} or {@code tcp://10.0.0.1:2375}
     * @param target path and query
     */
    static EngineSocket send(URI host, String method, String target, String body, Following following)
            throws IOException {
        SocketChannel channel = SocketChannel.open(address(host));
        try {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            OutputStream out = new ToChannel(channel);
            out.write(head(method, target, bytes.length, following).getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            return new EngineSocket(channel, method, following);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static SocketAddress address(URI host) throws IOException {
        return switch (String.valueOf(host.getScheme())) {
            case "unix" -> UnixDomainSocketAddress.of(host.getPath());
            case "tcp", "http" ->
                new InetSocketAddress(host.getHost(), host.getPort() < 0 ? DEFAULT_PORT : host.getPort());
            default -> throw new IOException("calls cannot be passed on to an engine at " + host);
        };
    }

    private static String head(String method, String target, int length, Following following) {
        String framing = switch (following) {
            case NOTHING -> "Connection: close\r\nContent-Length: " + length + "\r\n";
            case STREAM -> "Connection: close\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-tar\r\n";
            case UPGRADE -> "Connection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: " + length + "\r\n";
        };
        String type = following == Following.STREAM ? "" : "Content-Type: application/json\r\n";
        return "%s %s HTTP/1.1\r\nHost: docker\r\nUser-Agent: berth\r\n%s%s\r\n"
                .formatted(method, target, type, framing);
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public EngineHead head() throws IOException {
        String[] lines = readHead().split("\r\n", -1);
        String[] first = lines[0].split(" ", 3);
        if (first.length < 2) {
            throw new IOException("the Docker Engine does not answer in HTTP: " + lines[0]);
        }
        int status = Integer.parseInt(first[1]);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        output = body(status, headers);
        return new EngineHead(status, headers);
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = received.read();
            if (next < 0 || head.size() > HEAD_MOST_BYTES) {
                throw new IOException("the Docker Engine has closed the connection before its answer");
            }
            boolean isExpected = next == (ends % 2 == 0 ? '\r' : '\n');
            ends = isExpected ? ends + 1 : next == '\r' ? 1 : 0;
            head.write(next);
        }
        return head.toString(StandardCharsets.UTF_8).strip();
    }

    private InputStream body(int status, Map<String, String> headers) throws IOException {
        if (status == SWITCHING_PROTOCOLS) {
            return received;
        }
        if (method.equals("HEAD")) {
            return InputStream.nullInputStream();
        }
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return new ChunkedInput(received);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "-1"));
        // An engine that could have upgraded the connection leaves it open after a plain answer.
        return length < 0 ? received : new ByteArrayInputStream(received.readNBytes(length));
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the connection to the Docker Engine does not close", e);
        }
    }

    /** Reads a channel; unlike the library's stream it does so while another thread writes. */
    private static final class FromChannel extends InputStream {
        private final SocketChannel channel;

        FromChannel(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(bytes, offset, length));
        }
    }

    /** Writes a channel; closing it closes that direction only. */
    private static final class ToChannel extends OutputStream {
        private final SocketChannel channel;

        ToChannel(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                channel.shutdownOutput();
            }
        }
    }
}
