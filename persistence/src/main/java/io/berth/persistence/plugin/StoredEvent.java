package io.berth.persistence.plugin;

/**
 * An event as the store keeps it.
 *
 * @param id of the entity
 * @param sequence within the entity, from 1
 * @param bytes as {@link EventFormat} lays them out
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and not copied for speed.
public record StoredEvent(String id, long sequence, byte[] bytes) {}
