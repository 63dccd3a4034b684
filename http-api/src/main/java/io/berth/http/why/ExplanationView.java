package io.berth.http.why;

import io.berth.domain.placement.Explanation;
import io.berth.http.json.Words;
import java.util.List;

/**
 * How nodes were chosen, or why none was.
 *
 * @param seed that broke ties
 * @param nodes how many were looked at
 * @param refusals who refused, most nodes first
 * @param candidates the best nodes, best first
 */
public record ExplanationView(long seed, int nodes, List<RefusalView> refusals, List<CandidateView> candidates) {
    /**
     * Nodes that one filter refused.
     *
     * @param filter such as {@code resources}
     * @param subject what is missing, such as {@code memory}
     * @param nodes how many
     * @param nearest the one that came closest
     * @param text what that one lacks, with numbers
     */
    public record RefusalView(String filter, String subject, int nodes, String nearest, String text) {}

    /**
     * A node that fits, as it stood before the placement; see {@link Explanation.Candidate}.
     *
     * @param reservedPermille the fuller one of its two dimensions, 0..1000
     * @param given how many tasks of this placement it got
     */
    public record CandidateView(
            String node,
            List<String> branch,
            List<Integer> branchTasks,
            int ownTasks,
            int allTasks,
            int reservedPermille,
            int given) {}

    public static ExplanationView of(Explanation why) {
        return new ExplanationView(
                why.seed(),
                why.nodes(),
                why.refusals().stream().map(ExplanationView::refusal).toList(),
                why.candidates().stream().map(ExplanationView::candidate).toList());
    }

    private static RefusalView refusal(Explanation.Refusal refusal) {
        return new RefusalView(
                Words.of(refusal.filter()),
                refusal.subject(),
                refusal.nodes(),
                refusal.nearest().value(),
                refusal.text());
    }

    private static CandidateView candidate(Explanation.Candidate candidate) {
        return new CandidateView(
                candidate.node().value(),
                candidate.branch(),
                candidate.branchTasks(),
                candidate.ownTasks(),
                candidate.allTasks(),
                candidate.reservedPermille(),
                candidate.given());
    }
}
