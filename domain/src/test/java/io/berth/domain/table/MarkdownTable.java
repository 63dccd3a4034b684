package io.berth.domain.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown whose columns are as wide as their widest cell, so that it can be read as text too. */
final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(List<String> header) {
        rows.add(List.copyOf(header));
    }

    void row(List<String> cells) {
        if (cells.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("row " + cells + " does not fit the header " + rows.getFirst());
        }
        rows.add(List.copyOf(cells));
    }

    /** Neighbouring rows that are alike, and neighbouring columns, stand as one under the names of all. */
    String text() {
        List<List<String>> folded = turned(merged(turned(merged(rows))));
        List<Integer> widths = turned(folded).stream()
                .map(column -> column.stream().mapToInt(String::length).max().orElse(0))
                .toList();
        StringBuilder text = new StringBuilder(line(folded.getFirst(), widths));
        text.append(line(widths.stream().map("-"::repeat).toList(), widths));
        folded.subList(1, folded.size()).forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private static List<List<String>> merged(List<List<String>> rows) {
        List<List<String>> merged = new ArrayList<>(rows.subList(0, 1));
        for (List<String> row : rows.subList(1, rows.size())) {
            List<String> last = merged.getLast();
            if (merged.size() > 1 && cells(last).equals(cells(row))) {
                merged.removeLast();
                List<String> both = new ArrayList<>(List.of(last.getFirst() + "; " + row.getFirst()));
                both.addAll(cells(row));
                merged.add(both);
            } else {
                merged.add(row);
            }
        }
        return merged;
    }

    private static List<String> cells(List<String> row) {
        return row.subList(1, row.size());
    }

    private static List<List<String>> turned(List<List<String>> rows) {
        List<List<String>> turned = new ArrayList<>();
        for (int column = 0; column < rows.getFirst().size(); column++) {
            int at = column;
            turned.add(rows.stream().map(row -> row.get(at)).toList());
        }
        return turned;
    }

    private static String line(List<String> cells, List<Integer> widths) {
        List<String> padded = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            padded.add(cell + " ".repeat(widths.get(column) - cell.length()));
        }
        return padded.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
