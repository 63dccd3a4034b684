package io.berth.node.formation;

import io.berth.node.formation.Standing.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rule by which a member that starts finds its cluster. A cluster that is there is joined. If there is none, the first
 * by name of those who look for one forms it, once a majority looks; and what it has formed is no cluster before a majority
 * has joined it. Each member is in one cluster at a time, so no two clusters have a majority.
 *
 * @param self what this member is called
 * @param quorum how many members make a majority, this one included
 */
public record Formation(String self, int quorum) {
    /** What to do next. */
    public sealed interface Step {
        /** Join the cluster of the member with this address. */
        record Join(String address) implements Step {}

        /** Form a cluster. */
        record Form() implements Step {}

        /** Look again. */
        record Look(String why) implements Step {}
    }

    /** How many of so many members are a majority. */
    public static int majority(int members) {
        return members / 2 + 1;
    }

    /**
     * What to do now.
     *
     * @param others what those members say that answer
     */
    public Step next(List<Standing> others) {
        Optional<Standing> there = first(others, Phase.UP).or(() -> first(others, Phase.FORMING));
        if (there.isPresent()) {
            return new Step.Join(there.get().address());
        }
        List<String> looking = others.stream()
                .filter(other -> other.phase() == Phase.LOOKING)
                .map(Standing::name)
                .toList();
        if (looking.size() + 1 < quorum) {
            return new Step.Look(
                    "no cluster is there, and of %d members that it takes to form one only %d look for it: this one and %s"
                            .formatted(quorum, looking.size() + 1, looking));
        }
        return looking.stream().allMatch(other -> self.compareTo(other) < 0)
                ? new Step.Form()
                : new Step.Look("another member forms the cluster, of this one and " + looking);
    }

    private static Optional<Standing> first(List<Standing> others, Phase phase) {
        return others.stream().filter(other -> other.phase() == phase).min(Comparator.comparing(Standing::name));
    }
}
