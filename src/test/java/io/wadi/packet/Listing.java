package io.wadi.packet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the tab-separated lists in the test resources. */
final class Listing {

    private Listing() {}

    /** The columns of each line but the heading. */
    static List<String[]> rows(String resource) throws IOException {
        try (InputStream in = Listing.class.getResourceAsStream("/" + resource)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return lines.lines().skip(1).map(line -> line.split("\t", -1)).toList();
        }
    }
}
