package io.berth.http.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwarmIdsTest {
    /** A thing with an id and a name. */
    private record Thing(String id, String name) {}

    private static final Thing WEB = new Thing("abc1", "web");
    private static final Thing DB = new Thing("abd2", "db");
    private static final Thing A = new Thing("xyz3", "a");

    private static Thing find(String wanted) {
        return SwarmIds.find("service", wanted, List.of(WEB, DB, A), Thing::id, Thing::name);
    }

    @Test
    void anIdIsKeptAndAnythingElseAlwaysGivesTheSameOne() {
        assertThat(SwarmIds.of("0123456789abcdefghijklmno")).isEqualTo("0123456789abcdefghijklmno");
        assertThat(SwarmIds.of("node-1")).matches("[0-9a-z]{25}").isEqualTo(SwarmIds.of("node-1"));
        assertThat(SwarmIds.of("node-1")).isNotEqualTo(SwarmIds.of("node-2"));
    }

    @Test
    void anIdGoesBeforeANameAndANameBeforeTheBeginningOfAnId() {
        assertThat(find("abd2")).isEqualTo(DB);
        assertThat(find("web")).isEqualTo(WEB);
        assertThat(find("a")).isEqualTo(A);
        assertThat(find("abc")).isEqualTo(WEB);
    }

    @Test
    void whatMeansNothingOrSeveralThingsIsRefused() {
        assertThatThrownBy(() -> find("nope")).hasMessage("service nope not found");
        assertThatThrownBy(() -> find("")).hasMessage("service  not found");
        assertThatThrownBy(() -> find("ab")).hasMessage("service ab is ambiguous (2 matches found)");
    }

    @Test
    void aStampChangesWithWhatItIsMadeOf() {
        long stamp = SwarmIds.stamp(Map.of("a", "b"), "active");

        assertThat(stamp).isPositive().isEqualTo(SwarmIds.stamp(Map.of("a", "b"), "active"));
        assertThat(stamp)
                .isNotEqualTo(SwarmIds.stamp(Map.of("a", "c"), "active"))
                .isNotEqualTo(SwarmIds.stamp(Map.of("a", "b"), "drain"))
                .isNotEqualTo(SwarmIds.stamp(Map.of(), "active"));
    }
}
