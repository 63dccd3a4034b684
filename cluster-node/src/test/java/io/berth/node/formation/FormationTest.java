package io.berth.node.formation;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.node.formation.Formation.Step;
import io.berth.node.formation.Standing.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormationTest {
    private final Formation second = new Formation("m2", 2);

    @Test
    void aClusterThatIsThereIsJoined() {
        assertThat(second.next(List.of(at("m1", Phase.LOOKING), at("m3", Phase.UP))))
                .isEqualTo(new Step.Join("pekko://berth@m3:7072"));
    }

    @Test
    void aClusterThatFormsIsJoined() {
        assertThat(second.next(List.of(at("m1", Phase.FORMING), at("m3", Phase.JOINING))))
                .isEqualTo(new Step.Join("pekko://berth@m1:7072"));
    }

    @Test
    void theFirstByNameOfAMajorityFormsIt() {
        assertThat(second.next(List.of(at("m3", Phase.LOOKING)))).isEqualTo(new Step.Form());
        assertThat(second.next(List.of(at("m1", Phase.LOOKING)))).isInstanceOf(Step.Look.class);
    }

    @Test
    void aMinorityWaitsAndSaysForWhat() {
        assertThat(second.next(List.of()))
                .isEqualTo(new Step.Look(
                        "no cluster is there, and of 2 members that it takes to form one only 1 look for it:"
                                + " this one and []"));
    }

    @Test
    void whoJoinsAnotherIsNobodyToFormWith() {
        assertThat(second.next(List.of(at("m3", Phase.JOINING)))).isInstanceOf(Step.Look.class);
    }

    @Test
    void theOneMemberOfAClusterNeedsNobody() {
        assertThat(new Formation("m1", 1).next(List.of())).isEqualTo(new Step.Form());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3", "7, 4"})
    void aMajorityIsMoreThanHalf(int members, int majority) {
        assertThat(Formation.majority(members)).isEqualTo(majority);
    }

    private static Standing at(String name, Phase phase) {
        return new Standing(name, phase, "pekko://berth@%s:7072".formatted(name), 20);
    }
}
