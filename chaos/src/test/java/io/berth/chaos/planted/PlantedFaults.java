package io.berth.chaos.planted;

import java.util.List;
import java.util.stream.Stream;

/** All planted faults. */
public final class PlantedFaults {
    public static final PlantedFault STOP_IS_FORGOTTEN = ServiceFaults.STOP_IS_FORGOTTEN;

    public static final List<PlantedFault> ALL = Stream.of(
                    JournalFaults.ALL, ServiceFaults.ALL, NodeFaults.ALL, ClaimFaults.ALL)
            .flatMap(List::stream)
            .toList();

    private PlantedFaults() {}
}
