package io.berth.http.spec;

import io.berth.domain.spec.Constraint;
import io.berth.domain.spec.PlacementSpec;
import io.berth.domain.spec.Platform;
import io.berth.http.json.Fields;
import io.berth.http.json.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the tasks of a service may go.
 *
 * @param constraints such as {@code node.labels.zone==a}; all must hold
 * @param spread label descriptors such as {@code node.labels.zone}
 * @param maxPerNode 0 for no limit
 * @param platforms empty for any
 * @param strategy {@code spread} or {@code binpack}
 */
public record PlacementView(
        List<String> constraints,
        List<String> spread,
        int maxPerNode,
        List<PlatformView> platforms,
        Optional<String> strategy) {
    /** What a node's programs are built for; empty matches any. */
    public record PlatformView(String os, String arch) {}

    static PlacementView of(PlacementSpec placement) {
        return new PlacementView(
                placement.constraints().stream().map(Constraint::toString).toList(),
                placement.spread(),
                placement.maxPerNode(),
                placement.platforms().stream()
                        .map(platform -> new PlatformView(platform.os(), platform.arch()))
                        .toList(),
                Optional.of(Words.of(placement.strategy())));
    }

    PlacementSpec toPlacement(Fields fields, String at) {
        return new PlacementSpec(
                toConstraints(fields, at + ".constraints"),
                spread,
                maxPerNode,
                platforms.stream()
                        .map(view -> new Platform(view.os(), view.arch()))
                        .toList(),
                fields.word(at + ".strategy", strategy, PlacementSpec.Strategy.class, PlacementSpec.Strategy.SPREAD));
    }

    private List<Constraint> toConstraints(Fields fields, String at) {
        List<Constraint> read = new ArrayList<>();
        for (int i = 0; i < constraints.size(); i++) {
            try {
                read.add(Constraint.parse(constraints.get(i)));
            } catch (IllegalArgumentException e) {
                fields.refuse(
                        at + "[" + i + "]",
                        constraints.get(i),
                        "must be KEY==VALUE or KEY!=VALUE, such as node.labels.zone==a");
            }
        }
        return read;
    }
}
