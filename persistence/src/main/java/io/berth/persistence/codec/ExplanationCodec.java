package io.berth.persistence.codec;

import static io.berth.persistence.codec.TaskCodec.NODE;
import static io.berth.persistence.codec.Values.INT;
import static io.berth.persistence.codec.Values.LONG;
import static io.berth.persistence.codec.Values.TEXT;

import io.berth.domain.placement.Explanation;
import io.berth.domain.placement.Veto;
import java.util.List;

/** The codec of how nodes were chosen. */
final class ExplanationCodec {
    static final Codec<Explanation> WHY = explanation();

    private ExplanationCodec() {}

    private static Codec<Explanation> explanation() {
        var shape = Shape.<Explanation>of("an explanation");
        var seed = shape.unless(0L, "seed", LONG, Explanation::seed);
        var nodes = shape.unless(0, "nodes", INT, Explanation::nodes);
        var refusals = shape.unless(List.of(), "refused", Groups.list(refusal()), Explanation::refusals);
        var candidates = shape.unless(List.of(), "best", Groups.list(candidate()), Explanation::candidates);
        return shape.made(
                row -> new Explanation(row.get(seed), row.get(nodes), row.get(refusals), row.get(candidates)));
    }

    private static Codec<Explanation.Refusal> refusal() {
        var shape = Shape.<Explanation.Refusal>of("a refusal");
        var filter = shape.always("filter", filter(), Explanation.Refusal::filter);
        var subject = shape.unless("", "subject", TEXT, Explanation.Refusal::subject);
        var nodes = shape.unless(0, "nodes", INT, Explanation.Refusal::nodes);
        var nearest = shape.always("nearest", NODE, Explanation.Refusal::nearest);
        var text = shape.unless("", "text", TEXT, Explanation.Refusal::text);
        return shape.made(row -> new Explanation.Refusal(
                row.get(filter), row.get(subject), row.get(nodes), row.get(nearest), row.get(text)));
    }

    private static Codec<Veto.Filter> filter() {
        return Words.of(Veto.Filter.values(), filter -> switch (filter) {
            case AVAILABILITY -> "availability";
            case RUNTIME -> "runtime";
            case RESOURCES -> "resources";
            case CONSTRAINT -> "constraint";
            case PLATFORM -> "platform";
            case PORT -> "port";
            case MAX_PER_NODE -> "max-per-node";
            case EXCLUDED -> "excluded";
        });
    }

    private static Codec<Explanation.Candidate> candidate() {
        var shape = Shape.<Explanation.Candidate>of("a candidate");
        var node = shape.always("node", NODE, Explanation.Candidate::node);
        var branch = shape.unless(List.of(), "branch", ContainerCodec.TEXTS, Explanation.Candidate::branch);
        var branchTasks = shape.unless(List.of(), "branch-tasks", Groups.list(INT), Explanation.Candidate::branchTasks);
        var own = shape.unless(0, "own", INT, Explanation.Candidate::ownTasks);
        var all = shape.unless(0, "all", INT, Explanation.Candidate::allTasks);
        var reserved = shape.unless(0, "permille", INT, Explanation.Candidate::reservedPermille);
        var given = shape.unless(0, "given", INT, Explanation.Candidate::given);
        return shape.made(row -> new Explanation.Candidate(
                row.get(node),
                row.get(branch),
                row.get(branchTasks),
                row.get(own),
                row.get(all),
                row.get(reserved),
                row.get(given)));
    }
}
