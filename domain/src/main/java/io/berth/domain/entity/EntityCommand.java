package io.berth.domain.entity;

/** Something asked of an entity. Each kind has a sealed interface of its own below this one. */
public interface EntityCommand {}
