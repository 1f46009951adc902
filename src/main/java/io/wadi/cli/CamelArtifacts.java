package io.wadi.cli;

import io.wadi.net.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.ArtifactModel;

/** Camel's Maven artifacts with components, data formats, languages and other parts, and Wadi's add-ons. */
final class CamelArtifacts {

    private final CamelCatalog catalog = new DefaultCamelCatalog();
    private final Map<String, String> titles = new TreeMap<>();

    CamelArtifacts() {
        Stream.of(
                        catalog.findComponentNames().stream().map(catalog::componentModel),
                        catalog.findDataFormatNames().stream().map(catalog::dataFormatModel),
                        catalog.findLanguageNames().stream().map(catalog::languageModel),
                        catalog.findOtherNames().stream().map(catalog::otherModel))
                .flatMap(models -> models)
                .filter(Objects::nonNull)
                .forEach(this::add);
        Stream.of(AddOn.values()).forEach(each -> titles.put(each.artifact(), each.title()));
    }

    private void add(ArtifactModel<?> model) {
        if ("org.apache.camel".equals(model.getGroupId())) {
            titles.merge(model.getArtifactId(), model.getTitle(), (a, b) -> a.contains(b) ? a : a + ", " + b);
        }
    }

    /** The version of Camel. */
    String version() {
        return catalog.getCatalogVersion();
    }

    /** All artifacts with their descriptions. */
    Map<String, String> all() {
        return titles;
    }

    /**
     * The artifact with this name, with or without {@code camel-}; add-ons have names of their own.
     *
     * @throws CommandException if Camel has no such artifact
     */
    String named(String name) {
        Optional<AddOn> addOn = AddOn.of(name);
        if (addOn.isPresent()) {
            return addOn.get().artifact();
        }
        String artifact = name.startsWith("camel-") ? name : "camel-" + name;
        if (!titles.containsKey(artifact)) {
            throw new CommandException("Camel " + version() + " has no component " + name + nearest(artifact)
                    + "; ./wadi add --list shows all");
        }
        return artifact;
    }

    /** Without the prefix, which would make all of them similar. */
    private String nearest(String artifact) {
        List<String> names = titles.keySet().stream()
                .filter(name -> name.startsWith("camel-"))
                .map(CamelArtifacts::withoutPrefix)
                .toList();
        return Nearest.to(withoutPrefix(artifact), names)
                .map(near -> "; the nearest is camel-" + near)
                .orElse("");
    }

    private static String withoutPrefix(String artifact) {
        return artifact.substring("camel-".length());
    }
}
