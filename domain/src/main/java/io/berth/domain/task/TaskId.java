package io.berth.domain.task;

/**
 * Names one task for ever; never used again.
 *
 * @param value 25 characters, digits and lower-case letters, as Docker's ids
 */
public record TaskId(String value) implements Comparable<TaskId> {
    @Override
    public int compareTo(TaskId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
