package io.berth.agent.node;

import com.sun.management.OperatingSystemMXBean;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Platform;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** What there is to say of the machine itself. */
final class Machine {
    private static final long NANO_CPUS_PER_CORE = 1_000_000_000L;

    private Machine() {}

    static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** With the architecture spelled as Docker spells it. */
    static Platform platform() {
        String arch = System.getProperty("os.arch");
        return new Platform(
                System.getProperty("os.name").toLowerCase(Locale.ROOT), arch.equals("amd64") ? "x86_64" : arch);
    }

    static Resources capacity() {
        Runtime runtime = Runtime.getRuntime();
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : runtime.maxMemory();
        return new Resources(runtime.availableProcessors() * NANO_CPUS_PER_CORE, memory);
    }
}
