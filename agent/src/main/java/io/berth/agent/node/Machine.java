package io.berth.agent.node;

import com.sun.management.OperatingSystemMXBean;
import io.berth.domain.resource.Resources;
import io.berth.domain.spec.Platform;
import java.lang.management.ManagementFactory;
import java.net.Inet6Address;
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

    /**
     * The address on which ports of containers are opened for the agents of all nodes that reach this machine at
     * {@code advertised}: if only this machine does, they are not for others.
     */
    static String inner(String advertised) {
        try {
            InetAddress address = InetAddress.getByName(advertised);
            if (address.isLoopbackAddress()) {
                return "127.0.0.1";
            }
            return address instanceof Inet6Address ? "::" : "0.0.0.0";
        } catch (UnknownHostException unknown) {
            return "0.0.0.0";
        }
    }
}
