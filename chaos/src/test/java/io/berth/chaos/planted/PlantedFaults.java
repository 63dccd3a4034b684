package io.berth.chaos.planted;

import io.berth.chaos.simulator.world.Blueprint;
import io.berth.chaos.simulator.world.RuleBook;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.entity.Instruction;
import io.berth.domain.rules.Rules;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.service.ServiceRules;
import io.berth.domain.service.ServiceState;
import java.util.List;

/** All planted faults. */
public final class PlantedFaults {
    /** What a service does not want any more is never stopped. */
    public static final PlantedFault STOP_IS_FORGOTTEN =
            new PlantedFault("a stop is forgotten", of(new Deviation<>(new ServiceRules()) {
                @Override
                public List<Instruction> instructions(ServiceState state) {
                    return super.instructions(state).stream()
                            .filter(instruction ->
                                    !(instruction instanceof Instruction.Tell(var _, NodeCommand.Stop _)))
                            .toList();
                }
            }));

    private PlantedFaults() {}

    private static Blueprint of(Rules<ServiceState, ServiceCommand, ServiceEvent> rules) {
        return new Blueprint(RuleBook.PRODUCTION.withService(rules), Blueprint.PRODUCTION.journal());
    }
}
