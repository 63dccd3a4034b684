package io.berth.domain.spec;

/**
 * What a node's programs are built for.
 *
 * @param os such as {@code linux}; empty matches any
 * @param arch such as {@code x86_64}; empty matches any
 */
public record Platform(String os, String arch) {}
