package io.berth.domain.agent;

import java.util.Map;

/**
 * How an engine's answer begins.
 *
 * @param status of HTTP; 101 if the connection is the caller's from now on
 * @param headers that mean something to the caller, names in lower case
 */
public record EngineHead(int status, Map<String, String> headers) {
    public EngineHead {
        headers = Map.copyOf(headers);
    }
}
