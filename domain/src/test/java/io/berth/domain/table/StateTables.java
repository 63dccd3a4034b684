package io.berth.domain.table;

import java.util.List;

/** The document of all tables. */
final class StateTables {
    static final List<StateTable<?, ?, ?>> SERVICE = List.of(
            ServiceTables.users(),
            ServiceTables.others(),
            TaskTables.reports(),
            TaskTables.commands(),
            TaskTables.ends());
    static final List<StateTable<?, ?, ?>> NODE = List.of(NodeTables.node(), NodeTables.booking());
    static final List<StateTable<?, ?, ?>> CLAIM = List.of(OtherTables.claim());
    static final List<StateTable<?, ?, ?>> VAULT = List.of(OtherTables.vault());
    static final List<StateTable<?, ?, ?>> CLUSTER = List.of(OtherTables.cluster());

    private static final String INTRO = """
        # State tables

        What each kind of entity does with each command, in each state that makes a difference. Made by
        `StateTablesTest` from the rules themselves, which fails if they do something else; do not edit.

        A cell holds the events that are recorded, in this order and with all that follows from them in the
        same decision; they are named as in the event stream, without the kind of entity. After `→` stands what
        somebody else is told as an answer. `–` means that nothing is recorded and nobody is told; `refused (1)`
        means the first refusal below the table. Neighbours that are alike in every cell stand together.

        What an entity must tell others because of its state (such as a reservation for each assigned task) is no
        answer and not shown: it is said again until it is done.

        """;

    private StateTables() {}

    static String document() {
        return INTRO
                + "## A task\n\n"
                + table(
                        "What its service makes of a report. The columns are the state that the service knows, the rows"
                                + " the state that the node reports.",
                        TaskTables.reports())
                + table("What becomes of the service's only task when something is asked.", TaskTables.commands())
                + table(
                        "What follows when a task ends, by the condition of its restart policy (delay 5 s).",
                        TaskTables.ends())
                + table("One task in the books of a node that is ready.", NodeTables.booking())
                + "## A service\n\n"
                + table("What users ask, of a service of two tasks and one published port.", ServiceTables.users())
                + table(
                        "What nodes, claims and the timer say. Nodes speak of the youngest task.",
                        ServiceTables.others())
                + "## A node\n\n"
                + table("With the task t1 in its books, unless it is empty, never seen or removed.", NodeTables.node())
                + "## A claim on a port\n\n"
                + table("Two services want it: web and shop.", OtherTables.claim())
                + "## A secret or a config\n\n"
                + table("It has one value, \"one\".", OtherTables.vault())
                + "## The cluster\n\n"
                + table("Asked by each member when it starts.", OtherTables.cluster())
                        .stripTrailing()
                + "\n";
    }

    private static String table(String intro, StateTable<?, ?, ?> table) {
        return intro + "\n\n" + table.text() + "\n";
    }
}
