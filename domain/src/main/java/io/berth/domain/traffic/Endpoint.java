package io.berth.domain.traffic;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.PortSpec.ProxyProtocol;
import io.berth.domain.task.TaskId;

/**
 * One task that answers for a published port.
 *
 * @param task which
 * @param node where it runs
 * @param address by which that node is reached; empty while it is not known
 * @param port of the node that leads to the task, 1..65535
 * @param proxyProtocol how it is told the clients' addresses
 * @param isDraining whether the task is about to stop, so that nothing new may be sent to it
 */
public record Endpoint(
        TaskId task, NodeId node, String address, int port, ProxyProtocol proxyProtocol, boolean isDraining) {
    /** A task that is told nothing of clients. */
    public Endpoint(TaskId task, NodeId node, String address, int port, boolean isDraining) {
        this(task, node, address, port, ProxyProtocol.NONE, isDraining);
    }
}
