package io.berth.node.crash;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that somebody needs who must find out what went wrong in a round.
 *
 * @param seed of all rounds
 * @param round that failed
 * @param story what was done
 * @param position of the journal before the round
 * @param marker of the processes
 * @param clients what they sent
 * @param member its log
 */
record Evidence(
        long seed, int round, String story, long position, String marker, List<Client> clients, MemberProcess member) {
    /** The failure of this round. */
    AssertionError failure(String what, Api api) throws InterruptedException {
        return new AssertionError(
                """
                %s
                -- again with -Dberth.kill.seed=%d -Dberth.kill.rounds=%d; it was round %d: %s
                -- commands
                %s
                -- the API and the processes now
                %s
                -- events since the round began
                %s
                -- the member's log
                %s
                """.formatted(what, seed, round, round, story, sent(), picture(api), events(api), member.lastLines()));
    }

    private String sent() {
        return clients.stream()
                .map(client -> "%s: known %s\n  %s"
                        .formatted(client.service().name(), client.known(), String.join("\n  ", client.sent())))
                .collect(Collectors.joining("\n"));
    }

    private String picture(Api api) throws InterruptedException {
        try {
            return Picture.take(api, marker).toString();
        } catch (IOException e) {
            return "the API does not answer: " + e + "\nprocesses: " + MarkedProcess.all(marker);
        }
    }

    private String events(Api api) throws InterruptedException {
        try {
            return new Events(api.events(position)).toString();
        } catch (IOException e) {
            return "the API does not answer: " + e;
        }
    }
}
