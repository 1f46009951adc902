package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.deploy.LentBeans;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A bean of a route file must not replace one of Wadi's. */
class ReservedBeansTest {

    private static final Pattern BIND = Pattern.compile("\\.bind\\(\\s*\"([a-z-]+)\"");

    @Test
    void knowsEveryNameThatTheSourcesBind() throws IOException {
        LentBeans lent = WadiBeans.lent(Settings.load());
        Set<String> bound = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = BIND.matcher(Files.readString(file));
                while (matcher.find()) {
                    bound.add(matcher.group(1));
                }
            }
        }
        bound.removeAll(lent.names());
        assertThat(bound).hasSizeGreaterThan(10).isEqualTo(new TreeSet<>(lent.reserved()));
    }
}
