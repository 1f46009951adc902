package io.wadi.bi;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The model of the Power BI project.
 *
 * @param tables of the model
 * @param relationships between their columns
 * @param parameters names of the expressions that tables are loaded with
 */
record SemanticModel(List<Table> tables, List<Relationship> relationships, List<String> parameters) {

    static final Path PROJECT = Path.of("dashboards", "powerbi");
    private static final Path DEFINITION = PROJECT.resolve("Wadi.SemanticModel/definition");
    private static final Pattern ITEM = Pattern.compile("\\[Schema = BiSchema, Item = \"(\\w+)\"]");
    private static final Pattern END = Pattern.compile("('[^']+'|\\w+)\\.('[^']+'|\\w+)");

    /** A table with the definition that it was read from. */
    record Table(TmdlObject definition) {
        String name() {
            return definition.name();
        }

        List<TmdlObject> columns() {
            return definition.children("column");
        }

        List<TmdlObject> measures() {
            return definition.children("measure");
        }

        String query() {
            return definition
                    .children("partition")
                    .get(0)
                    .children("source")
                    .get(0)
                    .expression();
        }

        /** The view of schema {@code bi} that it is loaded from. */
        String view() {
            Matcher item = ITEM.matcher(query());
            if (!item.find()) {
                throw new IllegalArgumentException(name() + " names no view of schema bi");
            }
            return item.group(1);
        }
    }

    /** A column by its table. */
    record Field(String table, String name) {
        static Field of(String end) {
            Matcher matcher = END.matcher(end);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("No column: " + end);
            }
            return new Field(TmdlReader.unquoted(matcher.group(1)), TmdlReader.unquoted(matcher.group(2)));
        }
    }

    /** From many to one. */
    record Relationship(Field from, Field to) {}

    static SemanticModel read() throws IOException {
        List<Table> tables = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(DEFINITION.resolve("tables"), "*.tmdl")) {
            for (Path file : files) {
                TmdlReader.read(file).forEach(table -> tables.add(new Table(table)));
            }
        }
        List<Relationship> relationships = TmdlReader.read(DEFINITION.resolve("relationships.tmdl")).stream()
                .map(TmdlObject::properties)
                .map(ends -> new Relationship(Field.of(ends.get("fromColumn")), Field.of(ends.get("toColumn"))))
                .toList();
        List<String> parameters = TmdlReader.read(DEFINITION.resolve("expressions.tmdl")).stream()
                .map(TmdlObject::name)
                .toList();
        return new SemanticModel(tables, relationships, parameters);
    }

    /** The objects at the top of {@code model.tmdl}. */
    static List<TmdlObject> root() throws IOException {
        return TmdlReader.read(DEFINITION.resolve("model.tmdl"));
    }

    Optional<TmdlObject> column(Field field) {
        return find(field, "column");
    }

    Optional<TmdlObject> measure(Field field) {
        return find(field, "measure");
    }

    private Optional<TmdlObject> find(Field field, String kind) {
        return tables.stream()
                .filter(table -> table.name().equals(field.table()))
                .flatMap(table -> table.definition().children(kind).stream())
                .filter(found -> found.name().equals(field.name()))
                .findFirst();
    }
}
