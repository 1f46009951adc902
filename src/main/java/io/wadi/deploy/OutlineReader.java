package io.wadi.deploy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the outline of a route file. An instance reads one file. */
final class OutlineReader {

    /** What is set on a bean: names are the bean's, whatever they mean in the DSL. */
    private static final Set<String> BEAN_DATA = Set.of("properties", "constructors");

    /** Mappings that hold values and no steps. */
    private static final Set<String> DATA = Set.of("parameters", "properties", "constructors");

    /** Keys of steps with a URI as value. In {@link #DATA} they are options: a mail has {@code from} and {@code to}. */
    private static final Set<String> ENDPOINTS = Set.of("to", "toD", "from", "poll", "deadLetterUri");

    /** Keys with a literal text as value, in which a number sign has no meaning. */
    private static final Set<String> PROSE =
            Set.of("constant", "simple", "expression", "message", "description", "note", "script");

    /** Keys with the name of a bean as value, with or without a number sign. */
    private static final Set<String> REFERENCES = Set.of(
            "ref",
            "aggregationStrategy",
            "aggregationRepository",
            "idempotentRepository",
            "onExceptionOccurred",
            "onExceptionOccurredRef",
            "onPrepareFailure",
            "onPrepareFailureRef",
            "onRedelivery",
            "onRedeliveryRef",
            "redeliveryPolicyRef",
            "retryWhileRef");

    /** Keys with the name of a Java class as value. */
    private static final Set<String> CLASSES = Set.of(
            "beanType",
            "convertBodyTo",
            "exception",
            "exceptionType",
            "unmarshalType",
            "keyDeserializer",
            "keySerializer",
            "valueDeserializer",
            "valueSerializer");

    private static final Pattern CLASS = Pattern.compile("#(?:class|type):([A-Za-z_][\\w.$]*).*");

    private static final Pattern BEAN = Pattern.compile("#(?:bean:)?([A-Za-z][\\w.-]*)");

    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final YamlOutline outline = new YamlOutline(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());

    /**
     * Reads a file.
     *
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if it is not YAML
     * @throws MisplacedException if it is YAML but not a list of items, or exceeds a bound of {@link YamlBounds}
     */
    YamlOutline read(RouteFile file) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.name())
                .setAllowNonScalarKeys(true)
                .build();
        YamlBounds.check(file, settings);
        Node root = new Compose(settings)
                .composeString(file.text())
                .orElseThrow(() -> new MisplacedException(0, "the file is empty"));
        if (!(root instanceof SequenceNode list)) {
            throw new MisplacedException(
                    line(root), "a route file must be a list whose items begin with a dash, such as - route:");
        }
        if (list.getValue().isEmpty()) {
            throw new MisplacedException(line(root), "the list is empty");
        }
        list.getValue().forEach(this::item);
        return outline;
    }

    private void item(Node node) {
        if (!(node instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
            throw new MisplacedException(
                    line(node), "an item must be a mapping such as route:, beans: or routeConfiguration:");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            Scalar kind = scalar(tuple.getKeyNode());
            outline.items().add(kind);
            switch (kind.text()) {
                case "route" -> outline.routes().add(idOf(tuple, "id"));
                case "routeConfiguration" -> outline.ownConfigurations().add(idOf(tuple, "id"));
                case "beans" -> beans(tuple.getValueNode());
                default -> {}
            }
        }
        walk(mapping, "");
    }

    private void beans(Node list) {
        if (list instanceof SequenceNode sequence) {
            for (Node bean : sequence.getValue()) {
                find(bean, "name").map(this::scalar).ifPresent(outline.ownBeans()::add);
                find(bean, "type").map(this::scalar).ifPresent(this::className);
            }
        }
    }

    private Scalar idOf(NodeTuple item, String key) {
        return find(item.getValueNode(), key)
                .map(this::scalar)
                .orElseGet(() -> new Scalar("", line(item.getKeyNode())));
    }

    private void walk(Node node, String key) {
        if (node instanceof ScalarNode) {
            value(key, scalar(node));
        } else if (!seen.add(node)) {
            throw new MisplacedException(line(node), "aliases (*name) are not supported; repeat the aliased part");
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(child -> walk(child, key));
        } else if (node instanceof MappingNode mapping) {
            mapping(mapping, key);
        }
    }

    private void mapping(MappingNode mapping, String key) {
        boolean isOfBean = BEAN_DATA.contains(key);
        find(mapping, "uri")
                .filter(uri -> !isOfBean && uri instanceof ScalarNode)
                .ifPresent(uri -> endpoint(key, scalar(uri), options(mapping)));
        Set<String> names = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Scalar name = scalar(tuple.getKeyNode());
            if (!names.add(name.text())) {
                throw new MisplacedException(name.line(), "key " + name.text() + " is in this mapping twice");
            }
            if (key.equals("marshal") || key.equals("unmarshal")) {
                dataFormat(name, tuple.getValueNode());
            } else if (!DATA.contains(key)) {
                outline.keys().add(key(key, name, tuple.getValueNode()));
            }
            if (key.equals("convertBodyTo")
                    && name.text().equals("type")
                    && tuple.getValueNode() instanceof ScalarNode) {
                className(scalar(tuple.getValueNode()));
            }
            if (!isOfBean) {
                ConstantTargets.of(name.text(), tuple.getValueNode())
                        .forEach(uri -> endpoint(name.text(), uri, List.of()));
            }
            walk(tuple.getValueNode(), keyBelow(key, name.text(), tuple.getValueNode()));
        }
    }

    /** A step may have its expression directly, or below a key of its own, as graphical editors write it. */
    private static String keyBelow(String key, String name, Node value) {
        if (BEAN_DATA.contains(key)) {
            return value instanceof ScalarNode ? "" : key;
        }
        if (name.equals("expression") && value instanceof MappingNode) {
            return key;
        }
        return DATA.contains(key) && ENDPOINTS.contains(name) ? "" : name;
    }

    private void endpoint(String key, Scalar uri, List<EndpointUse.Option> options) {
        EndpointUse use = WholeUris.of(new EndpointUse(key, uri, options));
        outline.endpoints().add(use);
        CLASSES.stream()
                .filter(option -> option.endsWith("erializer") && use.option(option) == null)
                .map(use::setting)
                .filter(Objects::nonNull)
                .forEach(name -> className(new Scalar(name, uri.line())));
    }

    private YamlOutline.Key key(String parent, Scalar name, Node value) {
        Set<String> keys = new HashSet<>();
        if (value instanceof MappingNode mapping) {
            mapping.getValue()
                    .forEach(tuple -> keys.add(scalar(tuple.getKeyNode()).text()));
        }
        return new YamlOutline.Key(
                parent,
                name,
                value instanceof ScalarNode text ? text.getValue() : null,
                keys,
                value instanceof SequenceNode,
                line(value));
    }

    private List<EndpointUse.Option> options(MappingNode endpoint) {
        List<EndpointUse.Option> options = new ArrayList<>();
        if (find(endpoint, "parameters").orElse(null) instanceof MappingNode parameters) {
            for (NodeTuple tuple : parameters.getValue()) {
                String value = tuple.getValueNode() instanceof ScalarNode text ? text.getValue() : null;
                options.add(new EndpointUse.Option(scalar(tuple.getKeyNode()), value));
            }
        }
        return options;
    }

    private void dataFormat(Scalar key, Node options) {
        DataFormatKey.partOf(key, option -> find(options, option).map(this::scalar))
                .ifPresent(outline.dataFormats()::add);
    }

    /** A class by its name, or as {@code #class:NAME}, which may have arguments. */
    private void className(Scalar value) {
        if (!value.text().startsWith("#")) {
            outline.classes().add(value);
        }
    }

    private void value(String key, Scalar value) {
        outline.texts().add(value);
        Matcher named = CLASS.matcher(value.text());
        if (CLASSES.contains(key)) {
            className(value);
        } else if (!PROSE.contains(key) && named.matches()) {
            outline.classes().add(new Scalar(named.group(1), value.line()));
        }
        Matcher bean = BEAN.matcher(value.text());
        if (REFERENCES.contains(key)
                && !value.text().startsWith("#")
                && !value.text().contains("${")) {
            outline.beans().add(value);
        } else if (!PROSE.contains(key) && bean.matches()) {
            outline.beans().add(new Scalar(bean.group(1), value.line()));
        } else if (key.equals("routeConfigurationId")) {
            outline.configurations().add(value);
        } else if (ENDPOINTS.contains(key)) {
            endpoint(key, value, List.of());
        }
    }

    static Optional<Node> find(Node node, String key) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private Scalar scalar(Node node) {
        if (node instanceof ScalarNode text) {
            return new Scalar(text.getValue(), line(node));
        }
        throw new MisplacedException(line(node), "plain text is expected here" + quotes(node));
    }

    /** A placeholder without quotes is a mapping in a mapping. */
    private static String quotes(Node node) {
        return node instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.FLOW
                ? MissingQuotes.ADVICE
                : "";
    }

    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }
}
