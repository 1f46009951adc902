package io.wadi.deploy;

import io.wadi.net.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.ArtifactModel;

/** The components, data formats and languages that Camel has, and which of them are on the class path. */
final class CamelParts {

    /** A kind of part, with Camel's name for it and the name in messages. */
    enum Kind {
        COMPONENT("component"),
        DATAFORMAT("data format"),
        LANGUAGE("language");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        private String service(String name) {
            return "META-INF/services/org/apache/camel/" + name().toLowerCase(Locale.ROOT) + "/" + name;
        }
    }

    private final CamelCatalog catalog = new DefaultCamelCatalog(true);

    CamelParts() {
        catalog.setSuggestionStrategy(
                (names, wanted) -> Nearest.to(wanted, names).stream().toArray(String[]::new));
    }

    /** The catalog. It contains every component that {@link #missing} has found on the class path. */
    CamelCatalog catalog() {
        return catalog;
    }

    /** The names of all languages, on the class path or not. */
    Collection<String> languages() {
        return catalog.findLanguageNames();
    }

    /** A sentence on why a part is unusable; empty if it is usable. */
    Optional<String> missing(Kind kind, String name) {
        if (resource(kind.service(name)) != null) {
            learn(kind, name);
            return Optional.empty();
        }
        return Optional.of(artifact(kind, name)
                .map(artifact -> kind.words + " " + name + " comes with " + artifact
                        + ", which is not on the class path; download it with ./wadi add " + artifact + " and restart")
                .orElseGet(() -> "there is no " + kind.words + " " + name
                        + Nearest.to(name, names(kind))
                                .map(near -> "; the nearest is " + near)
                                .orElse("")));
    }

    /** The Maven artifact that contains a part of Camel; empty if Camel has no such part. */
    private Optional<String> artifact(Kind kind, String name) {
        ArtifactModel<?> model =
                switch (kind) {
                    case COMPONENT -> catalog.componentModel(name);
                    case DATAFORMAT -> catalog.dataFormatModel(name);
                    case LANGUAGE -> catalog.languageModel(name);
                };
        return Optional.ofNullable(model).map(ArtifactModel::getArtifactId);
    }

    private List<String> names(Kind kind) {
        return switch (kind) {
            case COMPONENT -> catalog.findComponentNames();
            case DATAFORMAT -> catalog.findDataFormatNames();
            case LANGUAGE -> catalog.findLanguageNames();
        };
    }

    /** Adds a component that is not part of Camel, such as {@code pcap}, to the catalog. */
    private void learn(Kind kind, String name) {
        if (kind != Kind.COMPONENT || catalog.findComponentNames().contains(name)) {
            return;
        }
        try (InputStream in = resource(kind.service(name))) {
            Properties service = new Properties();
            service.load(in);
            String type = service.getProperty("class");
            String folder = type.substring(0, type.lastIndexOf('.')).replace('.', '/');
            try (InputStream json = resource("META-INF/" + folder + "/" + name + ".json")) {
                if (json != null) {
                    catalog.addComponent(name, type, new String(json.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return CamelParts.class.getClassLoader().getResourceAsStream(name);
    }
}
