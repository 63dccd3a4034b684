package io.berth.persistence.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;

/** Numbers about the whole journal that only grow. */
final class FactTable {
    private final Cql cql;
    private final String cluster;
    private final PreparedStatement get;
    private final PreparedStatement raise;

    FactTable(Cql cql) {
        this.cql = cql;
        this.cluster = cql.settings().cluster();
        this.get = cql.prepare("SELECT number FROM %s.facts WHERE name = ?");
        this.raise = cql.prepare("UPDATE %s.facts SET number = ? WHERE name = ? IF number < ?");
    }

    long get(String name) {
        return cql.rows(get.bind(cluster + ":" + name)).stream()
                .mapToLong(row -> row.getLong(0))
                .findFirst()
                .orElse(0);
    }

    /** Makes a number at least {@code number}. */
    void raise(String name, long number) {
        Deadline deadline = Deadline.in(cql.settings().patience());
        for (int attempt = 1; true; attempt++) {
            try {
                var _ = cql.attempt(
                        raise.bind(number, cluster + ":" + name, number),
                        deadline.leftUpTo(cql.settings().attemptWithin()));
                return;
            } catch (DriverException failure) {
                if (Cql.isFinal(failure) || deadline.isOver()) {
                    throw cql.unavailable("written", failure);
                }
                deadline.pause(attempt);
            }
        }
    }
}
