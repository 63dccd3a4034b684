package io.berth.node.cli.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Seeds of simulations.
 *
 * @param from the first
 * @param to the last, included
 */
public record SeedRange(long from, long to) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\.\\.([0-9]{1,18})");

    /** Not a single one. */
    public static final SeedRange NONE = new SeedRange(0, -1);

    /** Reads {@code 17}. */
    public static final class Single implements ITypeConverter<SeedRange> {
        @Override
        public SeedRange convert(String value) {
            return new Converter().convert(value + ".." + value);
        }
    }

    /** Reads {@code 1..1000}. */
    public static final class Converter implements ITypeConverter<SeedRange> {
        @Override
        public SeedRange convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException("must be two seeds such as 1..1000, got " + value);
            }
            SeedRange range = new SeedRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
            if (range.to < range.from) {
                throw new TypeConversionException("the last seed must not be below the first, got " + value);
            }
            return range;
        }
    }
}
