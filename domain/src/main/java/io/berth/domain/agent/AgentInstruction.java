package io.berth.domain.agent;

import io.berth.domain.entity.AgentMessage;
import io.berth.domain.task.TaskId;

/** What an agent is told. Each may arrive twice; the second changes nothing. */
public sealed interface AgentInstruction extends AgentMessage {
    TaskId task();

    /** Run this task; known tasks, ended ones too, are left as they are. */
    record StartTask(TaskAssignment assignment) implements AgentInstruction {
        @Override
        public TaskId task() {
            return assignment.task();
        }
    }

    /** Stop this task: out of the balance, stop signal, grace, kill. An unknown task is reported as removed. */
    record StopTask(TaskId task) implements AgentInstruction {}

    /** The task's end is recorded: the agent may clear away what is left of it when it likes. */
    record ForgetTask(TaskId task) implements AgentInstruction {}
}
