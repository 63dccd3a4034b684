package io.berth.persistence.query;

/**
 * An event with its place in the store.
 *
 * @param position in the one order of all events, from 1
 * @param persistenceId of the entity whose event it is
 * @param sequence of the event within its entity, from 1
 * @param timestamp of the write, in milliseconds since 1970
 * @param event as its serializer read it
 */
public record PositionedEvent(long position, String persistenceId, long sequence, long timestamp, Object event) {}
