package io.berth.agent.docker;

import io.berth.agent.runtime.ContainerException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A Linux program that does nothing until it is killed, written out as an executable of one segment. It needs no
 * library and no interpreter, so it runs in an image of nothing else.
 */
final class HolderProgram {
    private static final int ELF_HEADER_BYTES = 64;
    private static final int SEGMENT_HEADER_BYTES = 56;
    private static final int CODE_OFFSET = ELF_HEADER_BYTES + SEGMENT_HEADER_BYTES;
    private static final long ADDRESS = 0x400000;
    /** The largest page size of the architectures below. */
    private static final long ALIGNMENT = 0x10000;

    private static final short MACHINE_X86_64 = 62;
    private static final short MACHINE_AARCH64 = 183;

    /** {@code again: eax = 34 (pause); syscall; jmp again}. */
    private static final int[] CODE_X86_64 = {0xb8, 34, 0, 0, 0, 0x0f, 0x05, 0xeb, 0xf7};

    /** {@code again: x0..x4 = 0; x8 = 73 (ppoll, of nothing, for ever); svc #0; b again}. */
    private static final int[] CODE_AARCH64 = {
        0xd2800000, 0xd2800001, 0xd2800002, 0xd2800003, 0xd2800004, 0xd2800928, 0xd4000001, 0x17fffff9
    };

    private HolderProgram() {}

    /**
     * The program's file.
     *
     * @param architecture as the engine spells it, such as {@code x86_64} or {@code aarch64}
     */
    static byte[] of(String architecture) {
        return switch (imageArchitecture(architecture)) {
            case "amd64" -> file(MACHINE_X86_64, bytes(CODE_X86_64));
            default -> file(MACHINE_AARCH64, words(CODE_AARCH64));
        };
    }

    /** The architecture as images spell it; refused if the program is not written for it. */
    static String imageArchitecture(String architecture) {
        return switch (architecture) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default ->
                throw new ContainerException("cannot run several containers in one task on an engine of architecture "
                        + architecture + ": their network can be held on x86_64 and aarch64 only;"
                        + " use a task of one container");
        };
    }

    private static byte[] file(short machine, byte[] code) {
        int size = CODE_OFFSET + code.length;
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0); // 64 bits, little-endian, System V
        file.putShort((short) 2).putShort(machine).putInt(1); // an executable
        file.putLong(ADDRESS + CODE_OFFSET); // entry
        file.putLong(ELF_HEADER_BYTES).putLong(0); // segment headers follow; no section headers
        file.putInt(0).putShort((short) ELF_HEADER_BYTES);
        file.putShort((short) SEGMENT_HEADER_BYTES).putShort((short) 1); // one segment
        file.putShort((short) 64).putShort((short) 0).putShort((short) 0);
        file.putInt(1).putInt(5); // loaded, to be read and run
        file.putLong(0)
                .putLong(ADDRESS)
                .putLong(ADDRESS)
                .putLong(size)
                .putLong(size)
                .putLong(ALIGNMENT);
        return file.put(code).array();
    }

    private static byte[] bytes(int[] code) {
        ByteBuffer bytes = ByteBuffer.allocate(code.length);
        for (int each : code) {
            bytes.put((byte) each);
        }
        return bytes.array();
    }

    private static byte[] words(int[] code) {
        ByteBuffer bytes = ByteBuffer.allocate(code.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int each : code) {
            bytes.putInt(each);
        }
        return bytes.array();
    }
}
