package io.berth.domain.traffic;

import io.berth.domain.fleet.NodeId;
import io.berth.domain.spec.ServiceId;
import io.berth.domain.task.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One member's part in the mesh: it knows the endpoints of all services, hears the agents that are connected to it and
 * the other members, and tells when a task is out of everybody's balance.
 *
 * <p>Nothing here is recorded: who missed a word hears the present one again, and who waits for a word that does not come
 * waits for a bounded time.
 */
public final class Mesh {
    private record Known(long sequence, ServiceEndpoints endpoints) {}

    private static final class Session {
        private final NodeId node;
        private TrafficReport report = TrafficReport.NONE;
        private final Map<TaskId, Integer> told = new HashMap<>();

        Session(NodeId node) {
            this.node = node;
        }
    }

    private final Map<ServiceId, Known> services = new LinkedHashMap<>();
    private final Map<TaskId, ServiceId> draining = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Optional<MeshWord>> members = new HashMap<>();

    /**
     * The endpoints of a service as some member has them.
     *
     * @param sequence of the service's last event; an older one than is known tells nothing
     * @return whether agents must be told
     */
    public boolean learn(long sequence, ServiceEndpoints endpoints) {
        Known known = services.get(endpoints.service());
        if (known != null && known.sequence() > sequence) {
            return false;
        }
        services.put(endpoints.service(), new Known(sequence, endpoints));
        boolean isNews = known == null
                ? !endpoints.ports().isEmpty()
                : !known.endpoints().equals(endpoints);
        if (isNews) {
            draining.values().removeIf(endpoints.service()::equals);
            endpoints.draining().forEach(task -> draining.put(task, endpoints.service()));
        }
        return isNews;
    }

    /** The ports of all services that have some. */
    public List<ServiceEndpoints> published() {
        return services.values().stream()
                .map(Known::endpoints)
                .filter(endpoints -> !endpoints.ports().isEmpty())
                .toList();
    }

    /** An agent has connected to this member. */
    public void enter(String session, NodeId node) {
        sessions.put(session, new Session(node));
    }

    /** The agent's connection has ended: nobody waits for it any more. */
    public void leave(String session) {
        sessions.remove(session);
    }

    /** What an agent says; of a session that is over it is nothing. */
    public void hear(String session, TrafficReport report) {
        Session known = sessions.get(session);
        if (known != null) {
            known.report = report;
            known.told.keySet().retainAll(report.stopping());
        }
    }

    /** The other members that are there now. */
    public void members(Collection<String> present) {
        members.keySet().retainAll(new HashSet<>(present));
        present.forEach(member -> members.putIfAbsent(member, Optional.empty()));
    }

    /** What another member says. */
    public void hear(String member, MeshWord word) {
        members.put(member, Optional.of(word));
    }

    /** What this member has to say to the others. */
    public MeshWord word() {
        Map<TaskId, Integer> out = new HashMap<>();
        for (TaskId task : draining.keySet()) {
            here(task).ifPresent(connections -> out.put(task, connections));
        }
        List<NodeProblem> problems = sessions.values().stream()
                .flatMap(session ->
                        session.report.problems().stream().map(problem -> new NodeProblem(session.node, problem)))
                .toList();
        return new MeshWord(out, problems);
    }

    /** How many connections the agents of this member have to the task; empty until all have it out of the balance. */
    private OptionalInt here(TaskId task) {
        int sum = 0;
        for (Session session : sessions.values()) {
            Integer connections = session.report.draining().get(task);
            if (connections == null) {
                return OptionalInt.empty();
            }
            sum += connections;
        }
        return OptionalInt.of(sum);
    }

    /** What agents wait to hear of tasks that they stop, and have not heard yet, by session. */
    public Map<String, List<TrafficNews.Drained>> answers() {
        Map<String, List<TrafficNews.Drained>> answers = new LinkedHashMap<>();
        sessions.forEach((id, session) -> {
            for (TaskId task : session.report.stopping()) {
                OptionalInt open = everywhere(task);
                Integer told = session.told.get(task);
                if (open.isPresent() && (told == null || told != open.getAsInt())) {
                    session.told.put(task, open.getAsInt());
                    answers.computeIfAbsent(id, any -> new ArrayList<>())
                            .add(new TrafficNews.Drained(task, open.getAsInt()));
                }
            }
        });
        return answers;
    }

    /** A task of which nobody was told has no connections; one that is not draining yet is not out of the balance. */
    private OptionalInt everywhere(TaskId task) {
        if (!draining.containsKey(task)) {
            return isListed(task) ? OptionalInt.empty() : OptionalInt.of(0);
        }
        OptionalInt here = here(task);
        if (here.isEmpty()) {
            return here;
        }
        int sum = here.getAsInt();
        for (Optional<MeshWord> word : members.values()) {
            Optional<Integer> there = word.map(said -> said.draining().get(task));
            if (there.isEmpty()) {
                return OptionalInt.empty();
            }
            sum += there.get();
        }
        return OptionalInt.of(sum);
    }

    private boolean isListed(TaskId task) {
        return services.values().stream()
                .flatMap(known -> known.endpoints().endpoints())
                .anyMatch(endpoint -> endpoint.task().equals(task));
    }

    /** What is wrong with published ports, by service, a sentence each. */
    public Map<ServiceId, Set<String>> problems() {
        Map<String, ServiceId> owners = new HashMap<>();
        published()
                .forEach(service -> service.ports()
                        .forEach(each -> owners.put(
                                each.port().protocol() + "/" + each.port().published(), service.service())));
        Map<ServiceId, Set<String>> problems = new HashMap<>();
        Stream.concat(Stream.of(word()), members.values().stream().flatMap(Optional::stream))
                .flatMap(word -> word.problems().stream())
                .forEach(each -> {
                    ServiceId owner = owners.get(
                            each.problem().protocol() + "/" + each.problem().port());
                    if (owner != null) {
                        problems.computeIfAbsent(owner, any -> new TreeSet<>())
                                .add("node %s: %s"
                                        .formatted(each.node(), each.problem().text()));
                    }
                });
        return problems;
    }
}
