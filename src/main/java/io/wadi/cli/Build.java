package io.wadi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the Maven build says about itself. */
final class Build {

    private Build() {}

    /** A version in {@code wadi-build.properties}: of {@code version} (Wadi's), {@code camel}, {@code duckdb}, {@code iceberg} or {@code awssdk}. */
    static String property(String name) {
        Properties build = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("/wadi-build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty(name);
    }
}
