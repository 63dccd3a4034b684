package io.berth.node.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of one gauge at one scrape. */
final class GaugeFamily {
    private final String name;
    private final String help;
    private final String[] labels;
    private final Map<List<String>, Double> values = new LinkedHashMap<>();

    /** @param labels names of its labels */
    GaugeFamily(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.labels = labels.clone();
    }

    void set(double value, String... labelValues) {
        values.put(List.of(labelValues), value);
    }

    void add(double value, String... labelValues) {
        values.merge(List.of(labelValues), value, Double::sum);
    }

    GaugeSnapshot snapshot() {
        GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((of, value) -> snapshot.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of(labels, of.toArray(String[]::new)))
                .value(value)
                .build()));
        return snapshot.build();
    }
}
