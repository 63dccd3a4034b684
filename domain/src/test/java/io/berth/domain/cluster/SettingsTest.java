package io.berth.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.domain.cluster.ClusterEvent.SettingsChanged;
import io.berth.domain.command.ClusterCommand;
import io.berth.domain.command.ClusterCommand.ChangeSettings;
import io.berth.domain.command.ClusterCommand.Initialise;
import io.berth.domain.entity.Rejection.Code;
import io.berth.domain.rules.Given;
import io.berth.domain.spec.DialectForm;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final DialectForm ONE = new DialectForm("docker", "{\"limit\":1}");
    private static final DialectForm TWO = new DialectForm("docker", "{\"limit\":2}");

    private final Given<ClusterState, ClusterCommand, ClusterEvent> given =
            new Given<>(new ClusterRules(), ClusterState.ID);

    @Test
    void settingsAreKeptAsTheDialectSpellsThem() {
        given.when(new Initialise("c1", 32)).when(new ChangeSettings(ONE, OptionalLong.of(0)));
        assertThat(given.events()).containsExactly(new SettingsChanged(ONE));
        assertThat(given.state().settings()).contains(ONE);
        assertThat(given.state().revision()).isEqualTo(1);
        given.when(new ChangeSettings(ONE, OptionalLong.empty())).thenNothing();
    }

    @Test
    void aChangeOfOlderSettingsIsRefused() {
        given.when(new Initialise("c1", 32)).when(new ChangeSettings(ONE, OptionalLong.of(0)));
        given.thenRefused(
                new ChangeSettings(TWO, OptionalLong.of(0)),
                Code.STALE,
                "cannot change the cluster's settings: they are at revision 1, the change was made for revision 0;"
                        + " read them again and repeat the change");
    }
}
