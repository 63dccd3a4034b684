package io.berth.chaos.simulator.invariant;

import io.berth.chaos.simulator.world.Witness;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceState;
import java.util.HashMap;
import java.util.Map;

/** S11, the half of it that is about claims: two services never hold the same port for good. */
final class Ports implements Witness {
    private final Finding.Book book;
    private final Map<String, Map<String, String>> holders = new HashMap<>();

    Ports(Finding.Book book) {
        this.book = book;
    }

    @Override
    public void recorded(Entry<?, ?> entry) {
        switch (entry.recorded().event()) {
            case ServiceEvent.ClaimHeld(var claim) -> {
                ServiceState service = (ServiceState) entry.after();
                Map<String, String> held = holders.computeIfAbsent(claim, key -> new HashMap<>());
                held.put(service.uid(), service.id().name());
                if (held.size() > 1) {
                    book.add(
                            "S11",
                            "%s is held by %s"
                                    .formatted(
                                            claim,
                                            held.values().stream().sorted().toList()));
                }
            }
            case ServiceEvent.ClaimLetGo(var claim) ->
                holders.getOrDefault(claim, new HashMap<>()).remove(((ServiceState) entry.before()).uid());
            default -> {}
        }
    }
}
