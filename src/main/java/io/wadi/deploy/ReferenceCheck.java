package io.wadi.deploy;

import io.wadi.net.Nearest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.util.ObjectHelper;

/** Checks the items, ids, beans, classes, route configurations and settings that a file names. */
final class ReferenceCheck {

    /** Items that affect only their file. Other items change the whole application. */
    private static final Set<String> ITEMS =
            Set.of("route", "routeConfiguration", "beans", "onException", "onCompletion", "intercept", "interceptFrom");

    /** {@code ${bodyAs(a.B)}}, {@code ${headerAs(x, a.B)}} and {@code ${body} is 'a.B'}, with a full name. */
    private static final Pattern SIMPLE_CLASS = Pattern.compile(
            "\\$\\{(?:mandatoryBodyAs|bodyAs|headerAs)\\((?:[^(),]+,\\s*)?([\\w$]+(?:\\.[\\w$]+)+)\\)|} is '([\\w$]+(?:\\.[\\w$]+)+)'");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

    private static final String VARIABLE = "env:";

    private final Surroundings surroundings;
    private final UnaryOperator<String> placeholders;
    private final RouteProblems findings;

    ReferenceCheck(Surroundings surroundings, UnaryOperator<String> placeholders, RouteProblems findings) {
        this.surroundings = surroundings;
        this.placeholders = placeholders;
        this.findings = findings;
    }

    /**
     * Checks an outline.
     *
     * @param others what the other files of the folder define
     * @param shipped ids of the route configurations that ship with Wadi
     */
    void check(YamlOutline outline, List<Names> others, Set<String> shipped) {
        outline.items().forEach(this::item);
        outline.keys().stream()
                .map(YamlOutline.Key::name)
                .filter(key -> key.text().equals("interceptSendToEndpoint"))
                .forEach(this::everywhere);
        ids("route", outline.routes(), others, Names::routes);
        ids("bean", outline.ownBeans(), others, Names::beans);
        ids("route configuration", outline.ownConfigurations(), others, Names::configurations);
        YamlOutline resolved = outline.resolved(placeholders);
        soleUses(SoleUses.of(resolved), others);
        new QueueSizes(others, findings).check(resolved);
        notWadis("bean", outline.ownBeans(), surroundings.lent().names());
        notWadis("bean", outline.ownBeans(), surroundings.lent().reserved());
        notWadis("route configuration", outline.ownConfigurations(), shipped);
        outline.beans().forEach(bean -> bean(bean, outline, others));
        outline.classes().forEach(this::javaClass);
        outline.texts().forEach(this::classesOfSimple);
        Set<String> configurations = new HashSet<>(shipped);
        others.forEach(other -> configurations.addAll(other.configurations()));
        outline.ownConfigurations().forEach(own -> configurations.add(own.text()));
        outline.configurations().forEach(reference -> configuration(reference, configurations));
        outline.texts().forEach(this::settings);
    }

    private void item(Scalar item) {
        if (item.text().equals("from")) {
            findings.add(item.line(), "a route needs an id: write - route: and below it id: and from:");
        } else if (item.text().equals("errorHandler")) {
            everywhere(item);
        } else if (!ITEMS.contains(item.text()) && !item.text().equals("interceptSendToEndpoint")) {
            findings.add(
                    item.line(),
                    item.text() + " is not supported in Wadi's route files; supported are: "
                            + String.join(", ", ITEMS.stream().sorted().toList()));
        }
    }

    /** Camel keeps these for the whole application, also when the file is deleted. */
    private void everywhere(Scalar item) {
        findings.add(
                item.line(),
                item.text() + " here would change the routes of all files, also after this file is deleted"
                        + (item.text().equals("errorHandler") ? "; put it into a route or a route configuration" : ""));
    }

    private void ids(String kind, List<Scalar> ids, List<Names> others, Function<Names, Set<String>> names) {
        Set<String> seen = new HashSet<>();
        for (Scalar id : ids) {
            if (id.text().isEmpty()) {
                findings.add(id.line(), "a " + kind + " needs an id, so that it can be replaced and removed");
            } else if (id.text().contains("{{")) {
                findings.add(
                        id.line(),
                        "the id of a " + kind + " must have no setting in it, so that it can be replaced and removed");
            } else if (!seen.add(id.text())) {
                findings.add(id.line(), kind + " " + id.text() + " is in this file twice");
            }
            others.stream()
                    .filter(other -> names.apply(other).contains(id.text()))
                    .findFirst()
                    .ifPresent(other ->
                            findings.add(id.line(), kind + " " + id.text() + " is in " + other.file() + " too"));
        }
    }

    private void soleUses(List<Scalar> uses, List<Names> others) {
        Set<String> seen = new HashSet<>();
        for (Scalar use : uses) {
            if (!seen.add(use.text())) {
                findings.add(use.line(), use.text() + " is in this file twice");
            }
            others.stream()
                    .filter(other -> other.soleUses().contains(use.text()))
                    .findFirst()
                    .ifPresent(other -> findings.add(use.line(), use.text() + " is in " + other.file() + " too"));
        }
    }

    private void notWadis(String kind, List<Scalar> own, Set<String> wadis) {
        own.stream()
                .filter(name -> wadis.contains(name.text()))
                .forEach(name ->
                        findings.add(name.line(), kind + " " + name.text() + " belongs to Wadi; choose another name"));
    }

    /** A file can be swapped alone, so it may use its own beans and Wadi's, but not those of another file. */
    private void bean(Scalar bean, YamlOutline outline, List<Names> others) {
        if (outline.ownBeans().stream().anyMatch(name -> name.text().equals(bean.text()))
                || surroundings.lent().names().contains(bean.text())) {
            return;
        }
        Optional<Names> owner = others.stream()
                .filter(other -> other.beans().contains(bean.text()))
                .findFirst();
        if (owner.isPresent()) {
            findings.add(
                    bean.line(),
                    "bean " + bean.text() + " belongs to " + owner.get().file()
                            + "; a file can use only its own beans and Wadi's");
        } else if (!surroundings.hasBean().test(bean.text())) {
            findings.add(
                    bean.line(),
                    "there is no bean " + bean.text()
                            + nearest(bean.text(), surroundings.lent().names()));
        }
    }

    /** Language Simple looks for them when a message comes. */
    private void classesOfSimple(Scalar text) {
        Matcher named = SIMPLE_CLASS.matcher(text.text());
        while (named.find()) {
            javaClass(new Scalar(named.group(1) == null ? named.group(2) : named.group(1), text.line()));
        }
    }

    private void javaClass(Scalar name) {
        if (!name.text().contains("{{") && ObjectHelper.loadClass(name.text()) == null) {
            findings.add(name.line(), MissingClass.sentence(name.text()));
        }
    }

    /** Camel ignores a missing route configuration, so its error policy would be missing too. */
    private void configuration(Scalar reference, Set<String> configurations) {
        for (String pattern : reference.text().split(",")) {
            String name = pattern.strip();
            if (configurations.stream().noneMatch(id -> PatternHelper.matchPattern(id, name))) {
                findings.add(
                        reference.line(), "there is no route configuration " + name + nearest(name, configurations));
            }
        }
    }

    private void settings(Scalar text) {
        // As in a placeholder, but language Simple looks for it when a message comes.
        Matcher matcher = PLACEHOLDER.matcher(text.text().replaceAll("\\$\\{properties:([^{}]+)}", "{{$1}}"));
        while (matcher.find()) {
            try {
                placeholders.apply(matcher.group());
            } catch (IllegalArgumentException e) {
                findings.add(text.line(), missing(matcher.group(), matcher.group(1)));
            }
        }
    }

    private String missing(String placeholder, String name) {
        return name.startsWith(VARIABLE)
                ? "there is no variable of the environment " + name.substring(VARIABLE.length()) + ", which "
                        + placeholder + " needs"
                : "there is no setting " + placeholder
                        + nearest(name, surroundings.properties().stringPropertyNames());
    }

    private static String nearest(String name, Collection<String> known) {
        return Nearest.to(name, known).map(near -> "; the nearest is " + near).orElse("");
    }
}
