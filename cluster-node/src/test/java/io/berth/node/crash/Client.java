package io.berth.node.crash;

import io.berth.node.crash.Api.Reply;
import io.berth.node.crash.Command.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sends one service's commands, one after the other, and remembers what it was told. */
final class Client {
    private final ServiceUnderFire service;
    private final List<String> sent = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private Wish known = Wish.ABSENT;
    private Optional<Command> unanswered = Optional.empty();
    private int number;

    Client(ServiceUnderFire service) {
        this.service = service;
    }

    ServiceUnderFire service() {
        return service;
    }

    /** What must be in effect. */
    synchronized Wish known() {
        return known;
    }

    /** What was sent and how it was answered, since the last {@link #forget}. */
    synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    /** Answers that a member must not give. */
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    synchronized boolean hasUnanswered() {
        return unanswered.isPresent();
    }

    synchronized void forget() {
        sent.clear();
    }

    /** Sends the next command; false once no more answers come. */
    synchronized boolean step(Api api, RandomGenerator random) throws InterruptedException {
        number++;
        Command command = service.next(known, "%s-%d".formatted(service.name(), number), random);
        try {
            Reply reply = api.send(command.method(), command.path(), command.body(), command.headers());
            return settle(command, reply);
        } catch (ConnectException e) {
            sent.add(command.text() + " -> never sent, nobody listens");
            return false;
        } catch (IOException e) {
            unanswered = Optional.of(command);
            sent.add(command.text() + " -> NO ANSWER: " + e);
            return false;
        }
    }

    /** Removes the service. */
    synchronized void remove(Api api) throws IOException, InterruptedException {
        Command removal = service.removal();
        settle(removal, api.send(removal.method(), removal.path(), removal.body(), removal.headers()));
    }

    private boolean settle(Command command, Reply reply) {
        String line = "%s -> %d %s"
                .formatted(
                        command.text(),
                        reply.status(),
                        reply.body().path("detail").asText());
        sent.add(line);
        if (reply.isAccepted()) {
            if (command.verdict() == Verdict.REFUSED) {
                wrong.add("accepted what must be refused: " + line);
            }
            known = command.effect();
            Wish answered = ServiceUnderFire.read(reply.body());
            if (!ServiceUnderFire.isSame(answered, known)) {
                wrong.add("the answer to an accepted command shows %s: %s".formatted(answered, line));
            }
        } else if (!reply.isRefused()) {
            unanswered = Optional.of(command);
            return false;
        } else if (command.verdict() == Verdict.ACCEPTED) {
            wrong.add("refused what is in order: " + line);
        }
        return true;
    }

    /**
     * Compares with what the member shows after its restart, and believes that from now on.
     *
     * @return what is wrong, or empty
     */
    synchronized Optional<String> compare(Wish shown) {
        Optional<Wish> withUnanswered = unanswered.map(Command::effect);
        unanswered = Optional.empty();
        if (ServiceUnderFire.isSame(shown, known)) {
            return Optional.empty();
        }
        if (withUnanswered.filter(wish -> ServiceUnderFire.isSame(shown, wish)).isPresent()) {
            known = withUnanswered.get();
            return Optional.empty();
        }
        return Optional.of("%s is %s; acknowledged is %s%s"
                .formatted(
                        service.name(),
                        shown,
                        known,
                        withUnanswered.map(wish -> ", or unanswered " + wish).orElse("")));
    }
}
