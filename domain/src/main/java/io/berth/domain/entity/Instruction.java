package io.berth.domain.entity;

/**
 * What the world must be told, given the state of an entity. Derived from state, so it may be repeated at any time;
 * every receiver treats a repeat as done.
 */
public sealed interface Instruction {
    /** Sends a command to another entity. */
    record Tell(EntityRef target, EntityCommand command) implements Instruction {}

    /** Sends an instruction to the agent of the node that says it; lost if no agent is connected, and said again then. */
    record ToAgent(AgentMessage instruction) implements Instruction {}
}
