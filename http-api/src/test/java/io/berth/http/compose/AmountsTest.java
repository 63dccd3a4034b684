package io.berth.http.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({"0,PT0S", "10s,PT10S", "1m30s,PT1M30S", "1.5h,PT1H30M", "500ms,PT0.5S", "2us,PT0.000002S", "1d,PT24H"})
    void durationsAreRead(String text, Duration expected) {
        assertThat(Amounts.duration(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "10 s", "-5s", "5x", "10s5", "99999999999999w"})
    void otherDurationsAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Amounts.duration(text));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1024,1024", "10b,10", "64k,65536", "512M,536870912", "1gb,1073741824", "1.5GiB,1610612736"})
    void sizesAreRead(String text, long expected) {
        assertThat(Amounts.size(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "-1M", "1x", "1 000", "999999999999999P"})
    void otherSizesAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Amounts.size(text));
    }

    @ParameterizedTest
    @CsvSource({"0.5,500000000", "2,2000000000", ".25,250000000", "0.000000001,1"})
    void sharesOfProcessorsAreRead(String text, long expected) {
        assertThat(Amounts.nanoCpus(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0440,288", "0o440,288", "292,292", "0,0"})
    void fileModesAreRead(String text, int expected) {
        assertThat(Amounts.fileMode(text)).isEqualTo(expected);
    }

    @Test
    void aCommandLineIsSplitAsAShellDoes() {
        assertThat(CommandLine.split("a 'b c' \"d \\\" e\" f\\ g '' h\"i\"j"))
                .isEqualTo(List.of("a", "b c", "d \" e", "f g", "", "hij"));
        assertThat(CommandLine.split("  ")).isEmpty();
    }
}
