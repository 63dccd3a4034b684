package io.berth.http;

import io.berth.domain.agent.LogLine;
import io.berth.domain.agent.LogQuery;
import io.berth.domain.task.TaskId;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** What the tasks of a test have written. */
record InMemoryLogs(List<LogLine> lines) {
    InMemoryLogs {
        lines = List.copyOf(lines);
    }

    Source<LogLine, NotUsed> of(TaskId task, LogQuery query) {
        List<LogLine> all = lines.stream()
                .filter(line -> line.task().equals(task))
                .filter(line -> !line.at().isBefore(query.since()))
                .toList();
        int skipped = query.tail() < 0 ? 0 : Math.max(0, all.size() - query.tail());
        return Source.from(all.subList(skipped, all.size()));
    }
}
