package io.berth.agent.node;

/** An agent with the process runtime. */
abstract class ProcessAgentFixture extends AgentFixture {
    @Override
    final String runtime() {
        return "process";
    }
}
