package io.berth.domain.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    private final MarkdownTable table = new MarkdownTable(List.of("command", "new", "old", "gone"));

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        table.row(List.of("put", "created", "–", "refused (1)"));
        assertThat(table.text()).isEqualTo("""
            | command | new     | old | gone        |
            | ------- | ------- | --- | ----------- |
            | put     | created | –   | refused (1) |
            """);
    }

    @Test
    void neighboursThatAreAlikeStandTogether() {
        table.row(List.of("put", "created", "–", "–"));
        table.row(List.of("remove", "–", "removed", "removed"));
        table.row(List.of("drop", "–", "removed", "removed"));
        assertThat(table.text()).isEqualTo("""
            | command      | new     | old; gone |
            | ------------ | ------- | --------- |
            | put          | created | –         |
            | remove; drop | –       | removed   |
            """);
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> table.row(List.of("put", "created")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not fit the header");
    }
}
