package io.wadi.bi;

import java.util.List;
import java.util.Map;

/**
 * One object of a TMDL file.
 *
 * @param keyword what it is, for example {@code column}; a flag such as {@code isHidden} is an object without a name
 * @param name its name without quotes; empty where it has none
 * @param expression what stands after {@code =}, lines joined; empty where nothing does
 * @param description the lines before it that begin with {@code ///}; empty where there are none
 * @param properties of the form {@code key: value}
 * @param children what is indented below it
 */
record TmdlObject(
        String keyword,
        String name,
        String expression,
        String description,
        Map<String, String> properties,
        List<TmdlObject> children) {

    List<TmdlObject> children(String kind) {
        return children.stream().filter(child -> child.keyword.equals(kind)).toList();
    }

    boolean has(String flag) {
        return children.stream()
                .anyMatch(child -> child.keyword.equals(flag) && child.name().isEmpty());
    }
}
