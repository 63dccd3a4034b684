package io.berth.domain.entity;

/** Something that is told to an agent. The agent's vocabulary is in {@code domain.agent}. */
public interface AgentMessage {}
