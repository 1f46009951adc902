package io.wadi.bi;

import io.wadi.bi.DaxParser.Measure;
import io.wadi.bi.DaxParser.Node;
import io.wadi.bi.SemanticModel.Field;
import io.wadi.bi.SemanticModel.Table;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures of the Power BI model as SQL over the views that its tables are loaded from, for a report that filters by time
 * and by host. Not all of DAX: the functions that the measures use, as Microsoft's reference describes them.
 *
 * <p>A filter on Hosts reaches Flows through the relationship that is active, so that an expression sees one of three
 * relations: {@code sent} through that to the source, {@code received} through that to the destination
 * (USERELATIONSHIP), and {@code within} through both (TREATAS of the addresses on the destination).
 */
record DaxReplay(SemanticModel model, JdbcTemplate database) {

    private static final String CONTEXT = """
            with chosen as (select ip from bi.%3$s where %4$s),
            flow as (select * from bi.%2$s
                where %1$s >= ?::timestamptz at time zone 'UTC' and %1$s < ?::timestamptz at time zone 'UTC'),
            sent as (select * from flow where src_ip in (select ip from chosen)),
            received as (select * from flow where dst_ip in (select ip from chosen)),
            within as (select * from sent where dst_ip in (select ip from chosen))
            select coalesce(%5$s, 0)::bigint""";

    /**
     * What a visual shows of a measure.
     *
     * @param host what is selected in column Hosts[Host]; null for nothing
     */
    long value(String measure, String[] range, String host) {
        String selection = host == null ? "true" : "host = '" + host + "'";
        String sql = CONTEXT.formatted(
                source("Flows[Time]"),
                table("Flows").view(),
                table("Hosts").view(),
                selection,
                scalar(measure(measure), host != null));
        return database.queryForObject(sql, Long.class, range[0], range[1]);
    }

    private String scalar(Measure measure, boolean isFiltered) {
        return new Scope(measure.variables(), isFiltered).scalar(measure.result(), "sent");
    }

    private Measure measure(String name) {
        return DaxParser.parse(
                model.measure(new Field("Flows", name)).orElseThrow().expression());
    }

    /** A table of the model. */
    Table table(String name) {
        return model.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The column of the view that a column such as {@code Flows[Source]} is loaded from. */
    private String source(String column) {
        String[] parts = column.split("[\\[\\]]");
        return model.column(new Field(TmdlReader.unquoted(parts[0]), parts[1]))
                .orElseThrow()
                .properties()
                .get("sourceColumn");
    }

    /** One measure's variables, which are evaluated where they are defined. */
    private final class Scope {

        private final Map<String, Node> variables;
        private final boolean isFiltered;

        Scope(Map<String, Node> variables, boolean isFiltered) {
            this.variables = variables;
            this.isFiltered = isFiltered;
        }

        String scalar(Node node, String relation) {
            if (node.text().startsWith("[")) {
                String name = node.text().substring(1, node.text().length() - 1);
                return DaxReplay.this.scalar(measure(name), isFiltered);
            }
            if (node.arguments().isEmpty()) {
                return variables.containsKey(node.text()) ? scalar(variables.get(node.text()), "sent") : node.text();
            }
            List<Node> of = node.arguments();
            return switch (node.text()) {
                case "+", "-" -> "(" + scalar(of.get(0), relation) + node.text() + scalar(of.get(1), relation) + ")";
                case "SUM" ->
                    "(select coalesce(sum(%s), 0) from %s)"
                            .formatted(source(of.get(0).text()), relation);
                case "COUNTROWS" -> "(select count(*) from (%s) as rows)".formatted(rows(of.get(0), relation));
                case "COALESCE" -> "coalesce(" + scalar(of.get(0), relation) + ", " + scalar(of.get(1), relation) + ")";
                case "IF" -> scalar(of.get(isCrossFiltered(of.get(0)) ? 1 : 2), relation);
                case "CALCULATE" ->
                    of.get(0).text().equals("DISTINCTCOUNTNOBLANK")
                            ? countOfHosts(of, relation)
                            : scalar(of.get(0), relationOf(of.get(1)));
                default -> throw unknown(node);
            };
        }

        private String rows(Node node, String relation) {
            if (node.arguments().isEmpty()) {
                return rows(variables.get(node.text()), "sent");
            }
            List<Node> of = node.arguments();
            return switch (node.text()) {
                case "VALUES" ->
                    "select distinct %s as value from %s"
                            .formatted(source(of.get(0).text()), relation);
                case "DISTINCT" -> "select distinct value from (" + rows(of.get(0), relation) + ") as rows";
                case "UNION" -> rows(of.get(0), relation) + " union all " + rows(of.get(1), relation);
                case "CALCULATETABLE" -> rows(of.get(0), relationOf(of.get(1)));
                default -> throw unknown(node);
            };
        }

        /** Of Hosts, whose own filter stays unless it is removed. */
        private String countOfHosts(List<Node> of, String relation) {
            boolean isRemoved = of.stream().anyMatch(each -> each.text().equals("REMOVEFILTERS"));
            Node treatAs = of.get(of.size() - 1);
            return "(select count(distinct %s) from bi.%s where ip in (%s)%s)"
                    .formatted(
                            source(of.get(0).arguments().get(0).text()),
                            table("Hosts").view(),
                            rows(treatAs.arguments().get(0), relation),
                            isRemoved ? "" : " and ip in (select ip from chosen)");
        }

        private boolean isCrossFiltered(Node condition) {
            if (!condition.equals(new Node("ISCROSSFILTERED", List.of(new Node("Hosts", List.of()))))) {
                throw unknown(condition);
            }
            return isFiltered;
        }

        private String relationOf(Node filter) {
            boolean toDestination = filter.arguments().contains(new Node("Flows[Destination]", List.of()));
            return switch (toDestination ? filter.text() : "") {
                case "USERELATIONSHIP" -> "received";
                case "TREATAS" -> "within";
                default -> throw unknown(filter);
            };
        }

        private IllegalArgumentException unknown(Node node) {
            return new IllegalArgumentException("DAX that is not known here: " + node);
        }
    }
}
