package io.berth.domain.vault;

import io.berth.domain.entity.EntityEvent;
import io.berth.domain.seal.SealedValue;
import java.util.Map;

/** What has happened to a secret or a config. */
public sealed interface VaultEvent extends EntityEvent {
    record ItemCreated(String uid) implements VaultEvent {}

    /** A value was stored. Streams and histories show everything of this but the ciphertext. */
    record ValueStored(long version, SealedValue value) implements VaultEvent {}

    record LabelsChanged(Map<String, String> labels) implements VaultEvent {
        public LabelsChanged {
            labels = Map.copyOf(labels);
        }
    }

    record ItemRemoved() implements VaultEvent {}
}
