package io.berth.node.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How things are shown as lines.
 *
 * @param columns from left to right
 */
public record Table(List<Column> columns) {
    private static final String GAP = "   ";

    public Table {
        columns = List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @param title in capitals
     * @param cell the text for one thing
     */
    public record Column(String title, Function<JsonNode, String> cell) {}

    public static Table of(Column... columns) {
        return new Table(List.of(columns));
    }

    /** A column that shows one field as it is; lists with commas. */
    public static Column field(String title, String field) {
        return new Column(title, item -> text(item.path(field)));
    }

    public static Column column(String title, Function<JsonNode, String> cell) {
        return new Column(title, cell);
    }

    /** A heading and one line for each thing. */
    public List<String> lines(List<JsonNode> items) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(Column::title).toList());
        items.forEach(item -> rows.add(
                columns.stream().map(column -> column.cell().apply(item)).toList()));
        int[] widths = IntStream.range(0, columns.size())
                .map(i ->
                        rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** A value as people read it: lists with commas, objects as {@code key=value}. */
    public static String text(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(Table::text).collect(Collectors.joining(","));
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                    .collect(Collectors.joining(","));
        }
        return value.asText("");
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }
}
