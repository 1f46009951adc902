package io.wadi.cli;

import io.wadi.sample.Workload;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the name of a workload, for example {@code port-scan}. */
final class WorkloadConverter implements ITypeConverter<Workload> {

    /** All names, for the help text. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return labels().iterator();
        }
    }

    @Override
    public Workload convert(String value) {
        return Arrays.stream(Workload.values())
                .filter(workload -> workload.label().equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("'" + value + "' is not " + String.join(", ", labels().toList())));
    }

    private static Stream<String> labels() {
        return Arrays.stream(Workload.values()).map(Workload::label);
    }
}
