package io.berth.domain.command;

import io.berth.domain.entity.EntityCommand;
import io.berth.domain.seal.SealedValue;
import java.util.Map;

/** What a secret or a config is asked. */
public sealed interface VaultCommand extends EntityCommand {
    /** Stores a value: version 1 of a new item, or the next version if the value differs from the newest. */
    record Put(String uid, SealedValue value, Map<String, String> labels, boolean mustBeNew) implements VaultCommand {}

    record Remove() implements VaultCommand {}

    /** Time has passed; nothing follows from that. */
    record Wake(boolean recovered) implements VaultCommand {}
}
