package io.berth.node.crash;

import java.util.Map;

/**
 * One request that a client sends.
 *
 * @param text for people
 * @param headers of the request
 * @param effect what the service is once the request is in effect
 * @param verdict what the member must answer
 */
record Command(
        String text,
        String method,
        String path,
        String body,
        Map<String, String> headers,
        Wish effect,
        Verdict verdict) {
    /** What a member that lives must answer. */
    enum Verdict {
        ACCEPTED,
        REFUSED,
        /** What came before it may still be going on. */
        EITHER
    }
}
