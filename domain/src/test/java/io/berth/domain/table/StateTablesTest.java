package io.berth.domain.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.claim.ClaimEvent;
import io.berth.domain.cluster.ClusterEvent;
import io.berth.domain.command.ClaimCommand;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.command.NodeCommand;
import io.berth.domain.command.ServiceCommand;
import io.berth.domain.command.VaultCommand;
import io.berth.domain.node.NodeEvent;
import io.berth.domain.service.ServiceEvent;
import io.berth.domain.vault.VaultEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed tables say what the rules do. */
class StateTablesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "state-tables.md");

    @Test
    void theDocumentIsWhatTheRulesDo() throws IOException {
        String document = StateTables.document();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(Files.readString(DOCUMENT))
                .as(
                        "the rules do something else than %s says; if they are right, write it again with"
                                + " `mvn -pl domain test -Dtest=StateTablesTest -Dgolden.write=true` and commit it",
                        DOCUMENT)
                .isEqualTo(document);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(ServiceCommand.class, ServiceEvent.class, StateTables.SERVICE),
                Arguments.of(NodeCommand.class, NodeEvent.class, StateTables.NODE),
                Arguments.of(ClaimCommand.class, ClaimEvent.class, StateTables.CLAIM),
                Arguments.of(VaultCommand.class, VaultEvent.class, StateTables.VAULT),
                Arguments.of(ClusterCommand.class, ClusterEvent.class, StateTables.CLUSTER));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyCommandIsDrivenAndEveryEventIsSeen(Class<?> commands, Class<?> events, List<StateTable<?, ?, ?>> tables) {
        Set<Class<?>> driven = new HashSet<>();
        Set<Class<?>> recorded = new HashSet<>();
        for (StateTable<?, ?, ?> table : tables) {
            assertThat(table.text()).isNotEmpty();
            driven.addAll(table.driven());
            recorded.addAll(table.recorded());
        }
        assertThat(driven).containsExactlyInAnyOrderElementsOf(kindsOf(commands));
        assertThat(recorded).containsExactlyInAnyOrderElementsOf(kindsOf(events));
    }

    private static Set<Class<?>> kindsOf(Class<?> sealed) {
        return Set.copyOf(Arrays.asList(sealed.getPermittedSubclasses()));
    }
}
