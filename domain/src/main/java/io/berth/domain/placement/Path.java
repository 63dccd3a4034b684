package io.berth.domain.placement;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a branch is in the tree of spread labels.
 *
 * @param values of the labels, outermost first
 * @param tasks of the service in each branch on the way
 */
record Path(List<String> values, List<Integer> tasks) {
    static final Path ROOT = new Path(List.of(), List.of());

    Path to(String value, int tasksThere) {
        List<String> newValues = new ArrayList<>(values.size() + 1);
        newValues.addAll(values);
        newValues.add(value);
        List<Integer> newTasks = new ArrayList<>(tasks.size() + 1);
        newTasks.addAll(tasks);
        newTasks.add(tasksThere);
        return new Path(newValues, newTasks);
    }

    /** Fewest tasks first, the outermost branch first. */
    static int compare(List<Integer> tasks, List<Integer> others) {
        for (int level = 0; level < Math.min(tasks.size(), others.size()); level++) {
            int sign = Integer.compare(tasks.get(level), others.get(level));
            if (sign != 0) {
                return sign;
            }
        }
        return 0;
    }
}
