package io.berth.persistence.plugin;

import java.util.List;
import java.util.Optional;

/**
 * The events of one request to write, in rising order of their sequence numbers.
 *
 * @param events that could be serialized
 * @param outcomes for each atomic write of the request, why it was rejected, or empty
 */
public record EncodedWrite(List<StoredEvent> events, List<Optional<Exception>> outcomes) {}
