package io.berth.domain.entity;

/**
 * Why a command was refused, for the person who sent it.
 *
 * @param code what kind of refusal, one answer status each
 * @param text what was refused, the values and the way out; no full stop at the end
 */
public record Rejection(Code code, String text) {
    /** The kinds of refusal. */
    public enum Code {
        /** The request is wrong by itself. */
        INVALID,
        /** There is no such thing. */
        NOT_FOUND,
        /** The request contradicts the present state. */
        CONFLICT,
        /** The sender decided on an older version than the present one. */
        STALE,
        /** The thing cannot be had at the moment, such as a port that another holds. */
        UNAVAILABLE,
        /** Nobody can decide at the moment: who would is not there, or cannot record what it decides. */
        NOT_READY
    }
}
