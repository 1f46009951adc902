package io.wadi.bi;

import io.wadi.bi.DaxParser.Measure;
import io.wadi.bi.DaxParser.Node;
import io.wadi.bi.SemanticModel.Field;
import io.wadi.bi.SemanticModel.Table;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures of the Power BI model as SQL over the views that its tables are loaded from. Not all of DAX: the functions that the
 * measures use, as Microsoft's reference describes them.
 *
 * <p>A filter on Hosts reaches Flows (and Flow hours) through the relationship that is active, so that an expression sees one of three
 * relations: {@code sent} through that to the source, {@code received} through that to the destination
 * (USERELATIONSHIP), and {@code within} through both (TREATAS of the addresses on the destination).
 */
record DaxReplay(SemanticModel model, JdbcTemplate database) {

    private static final Map<String, String> AGGREGATES =
            Map.of("SUM", "coalesce(sum(%s), 0)", "AVERAGE", "avg(%s)", "MIN", "min(%s)", "MAX", "max(%s)");

    /**
     * What a visual shows of a measure.
     *
     * @param host what is selected in column Hosts[Host]; null for nothing
     */
    long value(String measure, String[] range, String host) {
        DaxContext context = DaxContext.NONE.time(range).host(host);
        return number("Flows", measure, context, context).longValue();
    }

    /**
     * A number that a visual shows of a measure; null for blank.
     *
     * @param context what filters the cell
     * @param selected what filters the whole visual (ALLSELECTED)
     */
    Double number(String table, String measure, DaxContext context, DaxContext selected) {
        return database.queryForObject(
                "select (%s)::float8".formatted(sql(table, measure, context, selected)), Double.class);
    }

    /** The same for a measure that is a time, as PostgreSQL writes it. */
    String time(String measure, DaxContext context) {
        return database.queryForObject(
                "select (%s)::text".formatted(sql("Flows", measure, context, context)), String.class);
    }

    private String sql(String table, String name, DaxContext context, DaxContext selected) {
        Measure measure = DaxParser.parse(
                model.measure(new Field(table, name)).orElseThrow().expression());
        return new Scope(measure.variables(), context, selected).scalar(measure.result(), "sent");
    }

    /** A table of the model. */
    Table table(String name) {
        return model.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Field field(String column) {
        String[] parts = column.split("[\\[\\]]");
        return new Field(TmdlReader.unquoted(parts[0]), parts[1]);
    }

    /** The column of the view that a column such as {@code Flows[Source]} is loaded from. */
    private String source(String column) {
        return model.column(field(column)).orElseThrow().properties().get("sourceColumn");
    }

    private static IllegalArgumentException unknown(Node node) {
        return new IllegalArgumentException("DAX that is not known here: " + node);
    }

    /** One measure's variables, which are evaluated where they are defined, and its filters. */
    private final class Scope {

        private final Map<String, Node> variables;
        private final DaxContext context;
        private final DaxContext selected;

        Scope(Map<String, Node> variables, DaxContext context, DaxContext selected) {
            this.variables = variables;
            this.context = context;
            this.selected = selected;
        }

        String scalar(Node node, String relation) {
            if (node.text().startsWith("[")) {
                return sql("Flows", node.text().substring(1, node.text().length() - 1), context, selected);
            }
            List<Node> of = node.arguments();
            if (node.text().equals("UTCTODAY")) {
                return "(now() at time zone 'UTC')::date";
            }
            if (of.isEmpty()) {
                return variables.containsKey(node.text()) ? scalar(variables.get(node.text()), "sent") : node.text();
            }
            return switch (node.text()) {
                case "+", "-", "*" -> signed(node.text(), of, relation);
                case "SUM", "AVERAGE", "MIN", "MAX" ->
                    of.size() == 1
                            ? aggregate(node.text(), of.get(0), relation)
                            : "greatest(" + scalar(of.get(0), relation) + ", " + scalar(of.get(1), relation) + ")";
                case "MINX", "MAXX" ->
                    "(select %s(value) from (%s) as rows)"
                            .formatted(node.text().substring(0, 3).toLowerCase(), rows(of.get(0), relation));
                case "DIVIDE" ->
                    "(%s::float8 / nullif(%s, 0))".formatted(scalar(of.get(0), relation), scalar(of.get(1), relation));
                case "DATEDIFF" ->
                    "extract(epoch from %2$s - %1$s)"
                            .formatted(scalar(of.get(0), relation), scalar(of.get(1), relation));
                case "COUNTROWS" -> "(select count(*) from (%s) as rows)".formatted(rows(of.get(0), relation));
                case "COALESCE" -> "coalesce(" + scalar(of.get(0), relation) + ", " + scalar(of.get(1), relation) + ")";
                case "IF" -> scalar(of.get(isCrossFiltered(of.get(0)) ? 1 : 2), relation);
                case "CALCULATE" -> calculated(of.get(0), of.subList(1, of.size()), relation);
                default -> throw unknown(node);
            };
        }

        private String signed(String sign, List<Node> of, String relation) {
            String first = scalar(of.get(0), relation);
            return of.size() == 1 ? "(-" + first + ")" : "(" + first + sign + scalar(of.get(1), relation) + ")";
        }

        private String aggregate(String function, Node column, String relation) {
            String table = field(column.text()).table();
            return "(select %s from (%s) as rows)"
                    .formatted(AGGREGATES.get(function).formatted(source(column.text())), rowsOf(table, relation));
        }

        /** Each filter changes the relation to Hosts or the context. */
        private String calculated(Node expression, List<Node> filters, String relation) {
            if (expression.text().equals("DISTINCTCOUNTNOBLANK")) {
                return countOfHosts(expression, filters, relation);
            }
            DaxContext changed = context;
            String through = relation;
            for (Node filter : filters) {
                List<Node> of = filter.arguments();
                switch (filter.text()) {
                    case "USERELATIONSHIP" -> through = "received";
                    case "ALLSELECTED" -> changed = selected;
                    case "REMOVEFILTERS" -> changed = DaxContext.NONE;
                    case "DATEADD" -> changed = changed.shifted(scalar(of.get(1), relation));
                    case "KEEPFILTERS" -> {
                        boolean isOfBothEnds = of.get(0).text().equals("TREATAS");
                        through = isOfBothEnds ? "within" : through;
                        changed = isOfBothEnds ? changed : and(changed, of.get(0));
                    }
                    case "<=" -> {
                        if (changed != DaxContext.NONE) {
                            throw unknown(filter);
                        }
                        changed = and(changed, filter);
                    }
                    default -> throw unknown(filter);
                }
                isKnown(filter);
            }
            return new Scope(variables, changed, selected).scalar(expression, through);
        }

        private DaxContext and(DaxContext filtered, Node comparison) {
            return filtered.and(field(comparison.arguments().get(0).text()).table(), comparison(comparison));
        }

        /**
         * The forms of filters that {@code calculated} takes. A comparison or TREATAS without KEEPFILTERS would replace the filters of its
         * column: it is known after REMOVEFILTERS only.
         */
        private void isKnown(Node filter) {
            List<Node> of = filter.arguments();
            boolean isKnown =
                    switch (filter.text()) {
                        case "USERELATIONSHIP" -> isOfDestination(filter);
                        case "ALLSELECTED", "REMOVEFILTERS" -> of.isEmpty();
                        case "KEEPFILTERS" -> of.get(0).text().matches("=|<>") || isOfDestination(of.get(0));
                        case "DATEADD" ->
                            of.get(0).text().equals("Dates[Date]")
                                    && of.get(2).text().equals("DAY");
                        default -> true;
                    };
            if (!isKnown) {
                throw unknown(filter);
            }
        }

        private boolean isOfDestination(Node filter) {
            return filter.arguments().stream().anyMatch(each -> each.text().endsWith("[Destination]"));
        }

        private String comparison(Node filter) {
            List<Node> of = filter.arguments();
            String value =
                    of.get(1).text().startsWith("\"") ? of.get(1).text().replace('"', '\'') : scalar(of.get(1), "sent");
            return source(of.get(0).text()) + " " + filter.text() + " " + value;
        }

        /** The rows of a table that the filters leave. */
        private String rowsOf(String table, String relation) {
            String rows = "select * from bi.%s where %s".formatted(table(table).view(), context.where(table));
            if (table.equals("Dates")) {
                return rows + " and kind = 'calendar'";
            }
            if (!table.matches("Flows|Flow hours") || context.hosts() == null) {
                return rows;
            }
            String chosen =
                    "(select ip from bi.%s where %s)".formatted(table("Hosts").view(), context.hosts());
            return rows
                    + (relation.equals("received") ? "" : " and src_ip in " + chosen)
                    + (relation.equals("sent") ? "" : " and dst_ip in " + chosen);
        }

        private String rows(Node node, String relation) {
            List<Node> of = node.arguments();
            if (of.isEmpty()) {
                return variables.containsKey(node.text())
                        ? rows(variables.get(node.text()), "sent")
                        : rowsOf(node.text(), relation);
            }
            return switch (node.text()) {
                case "VALUES" ->
                    "select distinct %s as value from (%s) as rows"
                            .formatted(source(of.get(0).text()), rowsOf("Flows", relation));
                case "DISTINCT" -> "select distinct value from (" + rows(of.get(0), relation) + ") as rows";
                case "UNION" -> rows(of.get(0), relation) + " union all " + rows(of.get(1), relation);
                case "CALCULATETABLE" -> {
                    isKnown(of.get(1));
                    yield rows(of.get(0), "received");
                }
                default -> throw unknown(node);
            };
        }

        /** Of Hosts, whose own filter stays unless it is removed. */
        private String countOfHosts(Node count, List<Node> filters, String relation) {
            boolean isRemoved = filters.stream().anyMatch(each -> each.text().equals("REMOVEFILTERS"));
            Node treatAs = filters.get(filters.size() - 1);
            return "(select count(distinct %s) from bi.%s where ip in (%s)%s)"
                    .formatted(
                            source(count.arguments().get(0).text()),
                            table("Hosts").view(),
                            rows(treatAs.arguments().get(0), relation),
                            isRemoved || context.hosts() == null ? "" : " and " + context.hosts());
        }

        private boolean isCrossFiltered(Node condition) {
            if (!condition.equals(new Node("ISCROSSFILTERED", List.of(new Node("Hosts", List.of()))))) {
                throw unknown(condition);
            }
            return context.hosts() != null;
        }
    }
}
