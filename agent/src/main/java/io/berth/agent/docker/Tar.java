package io.berth.agent.docker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes small tar archives (POSIX ustar). */
final class Tar {
    private static final int BLOCK_BYTES = 512;
    private static final int NAME_BYTES_MAX = 100;

    private Tar() {}

    /**
     * An archive of executable files of the user root, in the order of the map.
     *
     * @param files by name, each of at most 100 characters
     */
    static byte[] of(Map<String, byte[]> files) {
        int blocks = files.values().stream().mapToInt(file -> 1 + blocks(file)).sum();
        ByteBuffer archive = ByteBuffer.allocate((blocks + 2) * BLOCK_BYTES); // two empty blocks end it
        files.forEach((name, file) -> {
            int next = archive.position() + (1 + blocks(file)) * BLOCK_BYTES;
            archive.put(header(name, file.length)).put(file).position(next);
        });
        return archive.array();
    }

    private static int blocks(byte[] file) {
        return (file.length + BLOCK_BYTES - 1) / BLOCK_BYTES;
    }

    private static byte[] header(String name, int length) {
        if (name.length() > NAME_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "name in an archive must have at most " + NAME_BYTES_MAX + " characters, got " + name);
        }
        ByteBuffer header = ByteBuffer.allocate(BLOCK_BYTES);
        text(header, 0, name);
        text(header, 100, "0000755\0" + "0000000\0".repeat(2)); // mode, owner, group
        text(header, 124, "%011o\0".formatted(length) + "00000000000\0"); // size, time
        text(header, 148, " ".repeat(8) + "0"); // the checksum, which counts itself as blanks; a plain file
        text(header, 257, "ustar\0" + "00");
        int sum = 0;
        for (byte each : header.array()) {
            sum += each;
        }
        text(header, 148, "%06o\0 ".formatted(sum));
        return header.array();
    }

    private static void text(ByteBuffer header, int offset, String text) {
        header.put(offset, text.getBytes(StandardCharsets.US_ASCII));
    }
}
