package io.wadi.deploy;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The names that a file defines. No two files may define the same name.
 *
 * @param file name of the file
 * @param routes ids of its routes
 * @param beans names of its beans
 * @param configurations ids of its route configurations
 * @param soleUses what only one route can have, as {@link SoleUses} words it
 * @param policies patterns of the ids of the route configurations that its routes use
 * @param queueSizes the sizes that it gives to queues, as {@link QueueSizes} words them
 * @param groups its consumer groups, as {@link GroupCheck} words them
 * @param captures what it captures for which topics, as {@link PublishCheck} words it
 */
public record Names(
        String file,
        Set<String> routes,
        Set<String> beans,
        Set<String> configurations,
        Set<String> soleUses,
        Set<String> policies,
        Map<String, String> queueSizes,
        Set<String> groups,
        Set<String> captures) {

    /** The names in an outline. */
    static Names of(String file, YamlOutline outline) {
        return new Names(
                file,
                texts(outline.routes()),
                texts(outline.ownBeans()),
                texts(outline.ownConfigurations()),
                texts(SoleUses.of(outline)),
                texts(outline.configurations()),
                QueueSizes.of(outline),
                GroupCheck.of(outline),
                PublishCheck.of(outline));
    }

    /** The names of an unreadable file: none. */
    static Names none(String file) {
        return new Names(file, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Map.of(), Set.of(), Set.of());
    }

    /** Names of route configurations alone. */
    static Names ofConfigurations(Set<String> configurations) {
        return new Names(
                "another file", Set.of(), Set.of(), configurations, Set.of(), Set.of(), Map.of(), Set.of(), Set.of());
    }

    /** These names without those that other files define. */
    Names without(Collection<Names> others) {
        return new Names(
                file,
                without(routes, others, Names::routes),
                without(beans, others, Names::beans),
                without(configurations, others, Names::configurations),
                soleUses,
                policies,
                queueSizes,
                groups,
                captures);
    }

    /** Whether both files define the same name. */
    boolean collidesWith(Names other) {
        return !Collections.disjoint(routes, other.routes)
                || !Collections.disjoint(beans, other.beans)
                || !Collections.disjoint(configurations, other.configurations)
                || !Collections.disjoint(soleUses, other.soleUses);
    }

    private static Set<String> without(
            Set<String> names, Collection<Names> others, Function<Names, Set<String>> theirs) {
        return names.stream()
                .filter(name ->
                        others.stream().noneMatch(other -> theirs.apply(other).contains(name)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> texts(List<Scalar> scalars) {
        return scalars.stream()
                .map(Scalar::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
