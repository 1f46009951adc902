package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.wadi.packet.Conformance.Difference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares every packet of the real captures with tshark. Header facts are equal, and names are equal in 99 % of cases.
 * {@code conformance-exceptions.tsv} explains each difference. An unlisted difference fails the test, and so does a
 * listed difference that no longer exists. The list is for tshark 4.0.
 */
class TsharkConformanceIT {

    private static final double NAMES_AGREED = 0.99;

    /** A listed difference. */
    private record Expected(String file, int frame, String field) {
        static Expected of(String[] row) {
            assertThat(row).as("file, frame, field, reason").hasSize(4);
            assertThat(row[3]).as("reason of %s %s", row[0], row[1]).isNotBlank();
            return new Expected(row[0], Integer.parseInt(row[1]), row[2]);
        }

        static Expected of(Difference difference) {
            return new Expected(difference.file(), difference.frame(), difference.field());
        }
    }

    @TempDir
    private Path folder;

    @Test
    void agreesWithTshark() throws Exception {
        List<Path> files = RealCaptures.files();
        Tshark tshark = new Tshark(folder);
        String version = tshark.version();
        Conformance conformance = compare(tshark, files);
        Set<Expected> expected = exceptions();
        List<Difference> differences = conformance.differences();
        assertSoftly(softly -> {
            softly.assertThat(differences)
                    .as("differences to %s that conformance-exceptions.tsv does not list", version)
                    .allMatch(difference -> expected.contains(Expected.of(difference)));
            softly.assertThat(expected)
                    .as("listed exceptions that are none to %s", version)
                    .isSubsetOf(differences.stream().map(Expected::of).collect(Collectors.toSet()));
            softly.assertThat(namesAgreed(conformance)).as("share of names").isGreaterThanOrEqualTo(NAMES_AGREED);
            softly.assertThat(Fact.values()).allMatch(fact -> conformance.agreements(fact) > 100);
        });
    }

    private static Set<Expected> exceptions() throws IOException {
        return Listing.rows("conformance-exceptions.tsv").stream()
                .map(Expected::of)
                .collect(Collectors.toSet());
    }

    private static double namesAgreed(Conformance conformance) {
        List<Fact> names = Arrays.stream(Fact.values()).filter(Fact::isName).toList();
        double agreed = names.stream().mapToInt(conformance::agreements).sum();
        long different = conformance.differences().stream()
                .filter(difference ->
                        names.stream().anyMatch(name -> name.label().equals(difference.field())))
                .count();
        return agreed / (agreed + different);
    }

    /** tshark takes almost all of the time, for its start. */
    private static Conformance compare(Tshark tshark, List<Path> files) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Conformance conformance = new Conformance();
        try (CaptureReader reader = new CaptureReader()) {
            List<Future<List<TsharkFrame>>> shown = new ArrayList<>();
            for (Path file : files) {
                shown.add(threads.submit(() -> tshark.read(file)));
            }
            for (int i = 0; i < files.size(); i++) {
                compare(conformance, files.get(i), shown.get(i).get(), reader);
            }
        } finally {
            threads.shutdownNow();
        }
        return conformance;
    }

    private static void compare(Conformance conformance, Path file, List<TsharkFrame> frames, CaptureReader reader)
            throws Exception {
        CaptureReader.Reading reading = reader.read(file);
        assertThat(reading.counters().received()).as("frames of %s", file).isEqualTo(frames.size());
        conformance.compare(file.getFileName().toString(), frames, reading.packets());
    }
}
