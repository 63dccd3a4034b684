package io.berth.agent.ingress;

import io.berth.domain.spec.PortSpec.ProxyProtocol;
import io.berth.domain.task.TaskId;
import java.util.concurrent.TimeUnit;

/** One task that answers for a published port. Its counts are guarded by its {@link Backends}. */
final class Backend {
    /** A task that could not be reached is the last choice for so long. */
    private static final long SHUNNED_NANOS = TimeUnit.SECONDS.toNanos(2);

    final TaskId task;
    /** Name or address where it is reached. */
    final String host;

    final int port;
    final ProxyProtocol proxyProtocol;
    private int connections;
    private long shunnedUntil;
    private boolean isShunned;

    Backend(TaskId task, String host, int port, ProxyProtocol proxyProtocol) {
        this.task = task;
        this.host = host;
        this.port = port;
        this.proxyProtocol = proxyProtocol;
    }

    boolean isAt(String otherHost, int otherPort) {
        return host.equals(otherHost) && port == otherPort;
    }

    /** Open or being opened to it now. */
    int connections() {
        return connections;
    }

    void opened() {
        connections++;
    }

    void closed() {
        connections--;
    }

    void failed(long now) {
        isShunned = true;
        shunnedUntil = now + SHUNNED_NANOS;
    }

    boolean isShunned(long now) {
        isShunned = isShunned && now - shunnedUntil < 0;
        return isShunned;
    }
}
