package io.berth.domain.spec;

import java.util.Locale;
import java.util.Set;

/** The signals of Linux, by name and number. */
final class StopSignals {
    private static final Set<String> NAMES = Set.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "IOT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM", "STKFLT", "CHLD", "CLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ",
            "VTALRM", "PROF", "WINCH", "IO", "POLL", "PWR", "SYS", "RTMIN", "RTMAX");

    private StopSignals() {}

    /** Whether {@code SIGTERM}, {@code TERM}, {@code term}, {@code 15} or {@code SIGRTMIN+3} and the like. */
    static boolean isKnown(String signal) {
        String name = signal.toUpperCase(Locale.ROOT);
        if (name.matches("[0-9]{1,2}")) {
            int number = Integer.parseInt(name);
            return number >= 1 && number <= 64;
        }
        String bare = name.startsWith("SIG") ? name.substring(3) : name;
        return NAMES.contains(bare) || bare.matches("RTMIN\\+([1-9]|1[0-5])|RTMAX-([1-9]|1[0-4])");
    }
}
