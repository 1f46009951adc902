package io.wadi.cli;

import io.wadi.bench.ContestName;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the name of a contest, for example {@code at-flows}. */
final class ContestConverter implements ITypeConverter<ContestName> {

    /** All names, for the help text. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return labels().iterator();
        }
    }

    @Override
    public ContestName convert(String value) {
        return Arrays.stream(ContestName.values())
                .filter(contest -> contest.label().equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("'" + value + "' is not " + String.join(", ", labels().toList())));
    }

    private static Stream<String> labels() {
        return Arrays.stream(ContestName.values()).map(ContestName::label);
    }
}
