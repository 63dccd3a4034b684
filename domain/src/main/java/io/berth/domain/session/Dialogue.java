package io.berth.domain.session;

import io.berth.domain.agent.TaskReport;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.NodeCommand.Connect;
import io.berth.domain.command.NodeCommand.Disconnect;
import io.berth.domain.command.NodeCommand.Report;
import io.berth.domain.command.NodeCommand.ReportOrphans;
import io.berth.domain.entity.Rejection;
import io.berth.domain.task.TaskId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a member asks of a node on behalf of one session of its agent: one question at a time, and each again until the
 * node has answered, as the node may move to another member or come up again meanwhile. A session that has nothing to say
 * is renewed, which shows whether the node still knows it. One that the node does not know any more, or that gets no
 * answer, is to be ended: the agent then connects again and says all that it holds.
 *
 * <p>A shell tells what it hears and does what {@link #next} says, after each call and whenever its time has come. Times
 * are on a clock that only grows. Not for use by several threads at once.
 */
public final class Dialogue {
    /** From asking to asking again. */
    static final Duration REPEAT = Duration.ofSeconds(2);

    /** From an answer to a renewal, unless there is something to say before. */
    static final Duration RENEWAL = Duration.ofSeconds(1);

    /** From asking to giving up. A node that moves has come up again by then, if all is well. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A question to the node. */
    public sealed interface Question {
        /** The same for each repetition; names the question in its answer. */
        long number();

        /** How many connections the node has had; to be answered with {@link #found}. */
        record Look(long number) implements Question {}

        /** Something that the node decides on; to be answered with {@link #accepted} or {@link #refused}. */
        record Say(long number, NodeCommand command) implements Question {}
    }

    /** What the shell does next. */
    public sealed interface Step {
        /** Asks the node. */
        record Ask(Question question) implements Step {}

        /** Waits, unless something happens before. */
        record Rest(Duration until) implements Step {}

        /** Ends the session, and says so with {@link #end}. */
        record End(String reason) implements Step {}

        /** Nothing more: the session is over, and the node knows. */
        record Over() implements Step {}
    }

    private final Connect hello;
    private final String session;
    private final Map<TaskId, TaskReport> reports = new LinkedHashMap<>();
    private final Set<String> orphans = new LinkedHashSet<>();
    private Phase phase = Phase.NEW;
    private OptionalLong incarnation = OptionalLong.empty();
    private Optional<Question> open = Optional.empty();
    private Optional<Disconnect> goodbye = Optional.empty();
    private Optional<String> fault = Optional.empty();
    private long count;
    private Duration askedFirst = Duration.ZERO;
    private Duration askedLast = Duration.ZERO;
    private Duration renewAt = Duration.ZERO;
    private Duration endedAt = Duration.ZERO;

    private enum Phase {
        /** The node has heard nothing of the session. */
        NEW,
        /** The node may have heard the hello. */
        GREETED,
        /** The node has taken the hello. */
        KNOWN,
        /** The node has refused something: it does not know the session, or no more. */
        FORGOTTEN,
        OVER
    }

    /** @param hello with which the session begins; the incarnation is found out */
    public Dialogue(Connect hello) {
        this.hello = hello;
        this.session = hello.session();
    }

    /** The agent reports. Of two reports of a task the later one counts. */
    public void report(List<TaskReport> news) {
        for (TaskReport report : news) {
            reports.remove(report.task());
            reports.put(report.task(), report);
        }
    }

    /** The agent has found containers that nothing explains. */
    public void orphans(List<String> runtimeIds) {
        orphans.addAll(runtimeIds);
    }

    /** The connection is over. What the agent has said before is still passed on, if the node has let it in. */
    public void end(String reason, Duration now) {
        if (goodbye.isPresent()) {
            return;
        }
        goodbye = Optional.of(new Disconnect(session, reason));
        endedAt = now;
        switch (phase) {
            case NEW, FORGOTTEN -> phase = Phase.OVER;
            case GREETED -> {
                // A hello that is repeated now would bring back a session that nobody holds.
                open = Optional.empty();
                reports.clear();
                orphans.clear();
            }
            case KNOWN, OVER -> {}
        }
    }

    /**
     * The node was looked at.
     *
     * @param found its incarnation: whoever connects from now on comes after this session's hello
     */
    public void found(long question, long found) {
        if (answers(question) && phase == Phase.NEW) {
            open = Optional.empty();
            incarnation = OptionalLong.of(found);
        }
    }

    /** The node has taken what it was asked. */
    public void accepted(long question, Duration now) {
        if (answers(question)) {
            boolean isGone = goodbye.isPresent() && isOpen(goodbye.get());
            phase = isGone ? Phase.OVER : Phase.KNOWN;
            open = Optional.empty();
            renewAt = now.plus(RENEWAL);
        }
    }

    /** The node has refused: it knows another session, or none. */
    public void refused(long question, Rejection rejection) {
        if (answers(question)) {
            open = Optional.empty();
            fault = Optional.of(rejection.text());
            phase = goodbye.isPresent() ? Phase.OVER : Phase.FORGOTTEN;
        }
    }

    private boolean answers(long question) {
        return open.filter(asked -> asked.number() == question).isPresent();
    }

    private boolean isOpen(NodeCommand command) {
        return open.filter(asked -> asked instanceof Question.Say(var _, var said) && said.equals(command))
                .isPresent();
    }

    /** What is to be done now. */
    public Step next(Duration now) {
        if (phase == Phase.OVER) {
            return new Step.Over();
        }
        if (fault.isPresent() && goodbye.isEmpty()) {
            return new Step.End(fault.get());
        }
        if (open.isPresent()) {
            return pursue(open.get(), now);
        }
        if (phase == Phase.NEW && incarnation.isEmpty()) {
            return ask(new Question.Look(++count), now);
        }
        return something()
                .map(command -> ask(new Question.Say(++count, command), now))
                .orElseGet(() -> renew(now));
    }

    private Step pursue(Question question, Duration now) {
        Duration patienceEnds = (goodbye.isPresent() ? endedAt : askedFirst).plus(PATIENCE);
        if (now.compareTo(patienceEnds) >= 0) {
            return giveUp();
        }
        Duration again = askedLast.plus(REPEAT);
        if (now.compareTo(again) >= 0) {
            askedLast = now;
            return new Step.Ask(question);
        }
        return new Step.Rest(again.compareTo(patienceEnds) < 0 ? again : patienceEnds);
    }

    private Step giveUp() {
        if (goodbye.isPresent()) {
            phase = Phase.OVER;
            return new Step.Over();
        }
        String reason = "the node's books have not answered for %d s".formatted(PATIENCE.toSeconds());
        fault = Optional.of(reason);
        return new Step.End(reason);
    }

    private Optional<NodeCommand> something() {
        if (phase == Phase.NEW) {
            phase = Phase.GREETED;
            return Optional.of(new Connect(session, incarnation, hello.run(), hello.info(), hello.inventory()));
        }
        if (!reports.isEmpty()) {
            Report report = new Report(session, List.copyOf(reports.values()));
            reports.clear();
            return Optional.of(report);
        }
        if (!orphans.isEmpty()) {
            ReportOrphans found = new ReportOrphans(session, List.copyOf(orphans));
            orphans.clear();
            return Optional.of(found);
        }
        return goodbye.map(NodeCommand.class::cast);
    }

    private Step renew(Duration now) {
        return now.compareTo(renewAt) < 0
                ? new Step.Rest(renewAt)
                : ask(new Question.Say(++count, new Report(session, List.of())), now);
    }

    private Step ask(Question question, Duration now) {
        open = Optional.of(question);
        askedFirst = now;
        askedLast = now;
        return new Step.Ask(question);
    }
}
