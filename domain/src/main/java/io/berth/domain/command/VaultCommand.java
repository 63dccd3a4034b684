package io.berth.domain.command;

import io.berth.domain.entity.EntityCommand;
import io.berth.domain.seal.SealedValue;
import java.util.Map;
import java.util.OptionalLong;

/** What a secret or a config is asked. */
public sealed interface VaultCommand extends EntityCommand {
    /**
     * Stores a value: version 1 of a new item, or the next version if the value differs from the newest.
     *
     * @param uid for a new item; ignored if there is one
     * @param ifRevision the revision that the sender saw; empty means "whatever there is"
     */
    record Put(String uid, SealedValue value, Map<String, String> labels, boolean mustBeNew, OptionalLong ifRevision)
            implements VaultCommand {
        public Put(String uid, SealedValue value, Map<String, String> labels, boolean mustBeNew) {
            this(uid, value, labels, mustBeNew, OptionalLong.empty());
        }
    }

    record Remove() implements VaultCommand {}

    /** Time has passed; nothing follows from that. */
    record Wake(boolean recovered) implements VaultCommand {}
}
