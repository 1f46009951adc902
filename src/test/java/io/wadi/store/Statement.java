package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.message.StoreHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The named parameters of a statement in {@code sql/store}. */
final class Statement {

    private static final Pattern PARAMETER = Pattern.compile(":#(\\w+)");

    private Statement() {}

    static Set<String> parameters(String file) throws IOException {
        try (InputStream in = Statement.class.getResourceAsStream("/sql/store/" + file)) {
            assertThat(in).as("sql/store/%s on the class path", file).isNotNull();
            Matcher found = PARAMETER.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Set<String> names = new TreeSet<>();
            while (found.find()) {
                names.add(found.group(1));
            }
            // Headers of the exchange, not of the parameters' map.
            names.remove(StoreHeaders.CONSUMER);
            return names;
        }
    }
}
