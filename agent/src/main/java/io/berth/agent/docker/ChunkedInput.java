package io.berth.agent.docker;

import java.io.IOException;
import java.io.InputStream;

/** An answer's body in HTTP's chunks. */
final class ChunkedInput extends InputStream {
    private static final int LINE_MOST = 1024;

    private final InputStream in;
    private long left;
    private boolean isFirst = true;
    private boolean isOver;

    ChunkedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (!isOver && left == 0) {
            begin();
        }
        if (isOver) {
            return -1;
        }
        int read = in.read(bytes, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new IOException("the Docker Engine has closed the connection in the middle of its answer");
        }
        left -= read;
        return read;
    }

    private void begin() throws IOException {
        if (!isFirst) {
            line();
        }
        isFirst = false;
        String size = line();
        int extension = size.indexOf(';');
        try {
            left = Long.parseLong((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("the Docker Engine's answer has a chunk of size " + size, e);
        }
        isOver = left == 0;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LINE_MOST) {
                throw new IOException("the Docker Engine has closed the connection in the middle of its answer");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
