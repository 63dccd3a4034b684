package io.berth.domain.entity;

/** A fact that an entity has recorded. Each kind has a sealed interface of its own below this one. */
public interface EntityEvent {}
