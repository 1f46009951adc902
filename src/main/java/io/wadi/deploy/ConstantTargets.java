package io.wadi.deploy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The endpoints that a step names by a constant expression, which Camel makes only when a message comes. */
final class ConstantTargets {

    /** Languages in which a text without functions is a constant. */
    private static final Set<String> CONSTANTS = Set.of("constant", "simple");

    /** Steps whose expression gives one endpoint. */
    private static final Set<String> SINGLE = Set.of("enrich", "pollEnrich");

    /** Steps whose expression gives a list of endpoints. */
    private static final Set<String> LISTS = Set.of("recipientList", "routingSlip");

    /** With these, the list has another form, or the step goes on without what does not exist. */
    private static final Set<String> LIST_OPTIONS = Set.of("delimiter", "uriDelimiter", "ignoreInvalidEndpoints");

    private ConstantTargets() {}

    /** The URIs in a step, whose expression may be below a key of its own. */
    static List<Scalar> of(String step, Node value) {
        if (!(value instanceof MappingNode options) || !SINGLE.contains(step) && !LISTS.contains(step)) {
            return List.of();
        }
        Node expression = OutlineReader.find(options, "expression").orElse(options);
        return CONSTANTS.stream()
                .flatMap(language -> OutlineReader.find(expression, language).stream())
                .map(found -> OutlineReader.find(found, "expression").orElse(found))
                .filter(ScalarNode.class::isInstance)
                .map(text -> new Scalar(((ScalarNode) text).getValue(), OutlineReader.line(text)))
                .flatMap(text -> SINGLE.contains(step) ? Stream.of(text) : list(text, options))
                .toList();
    }

    private static Stream<Scalar> list(Scalar uris, MappingNode options) {
        boolean isPlain = !uris.text().contains("${")
                && LIST_OPTIONS.stream()
                        .allMatch(option -> OutlineReader.find(options, option).isEmpty());
        return isPlain
                ? Stream.of(uris.text().split(","))
                        .map(String::strip)
                        .filter(uri -> !uri.isEmpty())
                        .map(uri -> new Scalar(uri, uris.line()))
                : Stream.empty();
    }
}
