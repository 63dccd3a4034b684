package io.berth.gates;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one layout of Java sources: palantir-java-format, 120 columns. */
public final class Formatting {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private Formatting() {}

    /** Formats every Java file below the folder that is the only argument. */
    public static void main(String[] arguments) throws IOException, FormatterException {
        int changed = 0;
        for (Path file : new Repository(Path.of(arguments[0])).files(".java")) {
            String source = Files.readString(file);
            String formatted = format(source);
            if (!formatted.equals(source)) {
                Files.writeString(file, formatted);
                changed++;
            }
        }
        System.out.println(changed + " files formatted");
    }

    /** The same source in its one layout; fails if it cannot be read as Java. */
    public static String format(String source) throws FormatterException {
        return FORMATTER.formatSourceAndFixImports(source);
    }
}
