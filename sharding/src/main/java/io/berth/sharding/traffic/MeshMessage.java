package io.berth.sharding.traffic;

import io.berth.domain.traffic.MeshWord;
import io.berth.domain.traffic.ServiceEndpoints;
import java.util.List;

/** What members say to each other of traffic. */
public sealed interface MeshMessage extends MemberMesh.Message {
    /**
     * The endpoints of one service.
     *
     * @param sequence of the service's last event
     */
    record Known(long sequence, ServiceEndpoints endpoints) {}

    /** Services that live on the sender and whose endpoints have changed. */
    record Changed(List<Known> services) implements MeshMessage {}

    /** What a member says for its agents; each word replaces the one before. */
    record Said(String member, MeshWord word) implements MeshMessage {}
}
