package io.berth.agent.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolderProgramTest {
    /** Offsets as the ELF-64 specification gives them. */
    @ParameterizedTest
    @CsvSource({"x86_64, 62", "amd64, 62", "aarch64, 183", "arm64, 183"})
    void itIsAnExecutableForItsMachine(String architecture, short machine) {
        ByteBuffer file = ByteBuffer.wrap(HolderProgram.of(architecture)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.getInt(0)).isEqualTo(0x464c457f);
        assertThat(file.getShort(18)).isEqualTo(machine);
        long entry = file.getLong(24);
        int segment = (int) file.getLong(32);
        long address = file.getLong(segment + 16);
        assertThat(file.getLong(segment + 32)).isEqualTo(file.capacity());
        assertThat(entry - address).isBetween(120L, file.capacity() - 1L);
    }

    @Test
    void anotherMachineIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> HolderProgram.of("riscv64"))
                .hasMessage("cannot run several containers in one task on an engine of architecture riscv64:"
                        + " their network can be held on x86_64 and aarch64 only; use a task of one container");
    }
}
