package io.wadi.bi;

import io.wadi.bi.DaxParser.Node;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One measure's variables, which are evaluated where they are defined, and its filters. */
final class DaxScope {

    /** The relation of an expression that sees the rows of one group of SUMMARIZE. */
    private static final String GROUP = "group";

    private static final Map<String, String> AGGREGATES =
            Map.of("SUM", "coalesce(sum(%s), 0)", "AVERAGE", "avg(%s)", "MIN", "min(%s)", "MAX", "max(%s)");

    private final DaxReplay replay;
    private final Map<String, Node> variables;
    private final DaxContext context;
    private final DaxContext selected;

    DaxScope(DaxReplay replay, Map<String, Node> variables, DaxContext context, DaxContext selected) {
        this.replay = replay;
        this.variables = variables;
        this.context = context;
        this.selected = selected;
    }

    String scalar(Node node, String relation) {
        if (node.text().startsWith("[@")) {
            return '"' + node.text().substring(1, node.text().length() - 1) + '"';
        }
        if (node.text().startsWith("[")) {
            return replay.sql("Flows", node.text().substring(1, node.text().length() - 1), context, selected);
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
                        : "%s(%s, %s)"
                                .formatted(
                                        node.text().equals("MIN") ? "least" : "greatest",
                                        scalar(of.get(0), relation),
                                        scalar(of.get(1), relation));
            case "SUMX" ->
                "(select sum(%s) from (%s) as rows)".formatted(scalar(of.get(1), relation), rows(of.get(0), relation));
            case "ROUND" ->
                "round((%s)::numeric, %s)"
                        .formatted(scalar(of.get(0), relation), of.get(1).text());
            case "MINX", "MAXX" ->
                "(select %s(value) from (%s) as rows)"
                        .formatted(node.text().substring(0, 3).toLowerCase(), rows(of.get(0), relation));
            case "DIVIDE" ->
                "coalesce(%s::float8 / nullif(%s, 0), %s)"
                        .formatted(
                                scalar(of.get(0), relation),
                                scalar(of.get(1), relation),
                                of.size() == 2 ? "null" : scalar(of.get(2), relation));
            case "DATEDIFF" ->
                "extract(epoch from %2$s - %1$s)".formatted(scalar(of.get(0), relation), scalar(of.get(1), relation));
            case "COUNTROWS" -> "(select count(*) from (%s) as rows)".formatted(rows(of.get(0), relation));
            case "COALESCE" -> "coalesce(" + scalar(of.get(0), relation) + ", " + scalar(of.get(1), relation) + ")";
            case "IF" -> condition(of, relation);
            case "CALCULATE" -> calculated(of.get(0), of.subList(1, of.size()), relation);
            default -> throw unknown(node);
        };
    }

    private String signed(String sign, List<Node> of, String relation) {
        String first = scalar(of.get(0), relation);
        return of.size() == 1 ? "(-" + first + ")" : "(" + first + sign + scalar(of.get(1), relation) + ")";
    }

    private String condition(List<Node> of, String relation) {
        Node condition = of.get(0);
        if (!condition.text().equals(">")) {
            return scalar(of.get(isCrossFiltered(condition) ? 1 : 2), relation);
        }
        return "(case when %s > %s then %s else %s end)"
                .formatted(
                        scalar(condition.arguments().get(0), relation),
                        scalar(condition.arguments().get(1), relation),
                        scalar(of.get(1), relation),
                        of.size() == 2 ? "null" : scalar(of.get(2), relation));
    }

    private String aggregate(String function, Node column, String relation) {
        String table = DaxReplay.field(column.text()).table();
        String value = AGGREGATES.get(function).formatted(replay.source(column.text()));
        return relation.equals(GROUP)
                ? value
                : "(select %s from (%s) as rows)".formatted(value, rowsOf(table, relation));
    }

    /** SUMMARIZE by columns of a table, with columns of sums of each group. */
    private String groups(List<Node> of) {
        Node summarize = of.get(0);
        List<Node> by = summarize.arguments();
        if (!summarize.text().equals("SUMMARIZE")) {
            throw unknown(summarize);
        }
        StringBuilder values = new StringBuilder();
        for (int i = 1; i < of.size(); i += 2) {
            // Only CALCULATE turns the row of the group into a filter.
            Node calculate = of.get(i + 1);
            if (!calculate.text().equals("CALCULATE") || calculate.arguments().size() != 1) {
                throw unknown(calculate);
            }
            values.append(i == 1 ? "" : ", ")
                    .append(scalar(calculate.arguments().get(0), GROUP))
                    .append(" as ")
                    .append(of.get(i).text());
        }
        return "select %s from (%s) as rows group by %s"
                .formatted(
                        values,
                        rowsOf(by.get(0).text(), "sent"),
                        by.stream()
                                .skip(1)
                                .map(column -> replay.source(column.text()))
                                .collect(Collectors.joining(", ")));
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
                    boolean isOfBothEnds = of.get(0).arguments().isEmpty();
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
        return new DaxScope(replay, variables, changed, selected).scalar(expression, through);
    }

    private DaxContext and(DaxContext filtered, Node comparison) {
        return filtered.and(
                DaxReplay.field(comparison.arguments().get(0).text()).table(), comparison(comparison));
    }

    /**
     * The forms of filters that {@code calculated} takes. A comparison or a table without KEEPFILTERS would replace the filters of its
     * column: it is known after REMOVEFILTERS only.
     */
    private void isKnown(Node filter) {
        List<Node> of = filter.arguments();
        boolean isKnown =
                switch (filter.text()) {
                    case "USERELATIONSHIP" -> isOfDestination(filter);
                    case "ALLSELECTED", "REMOVEFILTERS" -> of.isEmpty();
                    case "KEEPFILTERS" -> of.get(0).text().matches("=|<>") || isOfReceived(of.get(0));
                    case "DATEADD" ->
                        of.get(0).text().equals("Dates[Date]")
                                && of.get(2).text().equals("DAY");
                    default -> true;
                };
        if (!isKnown) {
            throw unknown(filter);
        }
    }

    /** A variable with the destinations whose hosts are selected, also if these are blank. */
    private boolean isOfReceived(Node variable) {
        Node table = variables.get(variable.text());
        return table != null
                && table.text().equals("CALCULATETABLE")
                && table.arguments().get(0).text().equals("VALUES")
                && isOfDestination(table.arguments().get(0))
                && isOfDestination(table.arguments().get(1));
    }

    private boolean isOfDestination(Node filter) {
        return filter.arguments().stream().anyMatch(each -> each.text().endsWith("[Destination]"));
    }

    private String comparison(Node filter) {
        List<Node> of = filter.arguments();
        String value =
                of.get(1).text().startsWith("\"") ? of.get(1).text().replace('"', '\'') : scalar(of.get(1), "sent");
        return replay.source(of.get(0).text()) + " " + filter.text() + " " + value;
    }

    /** The rows of a table that the filters leave. */
    private String rowsOf(String table, String relation) {
        String rows =
                "select * from bi.%s where %s".formatted(replay.table(table).view(), context.where(table));
        if (table.equals("Dates")) {
            return rows + " and kind = 'calendar'";
        }
        if (!table.matches("Flows|Flow hours") || context.hosts() == null) {
            return rows;
        }
        String hosts = replay.table("Hosts").view();
        return rows
                + (relation.equals("received") ? "" : " and " + context.ofHosts("src_ip", hosts))
                + (relation.equals("sent") ? "" : " and " + context.ofHosts("dst_ip", hosts));
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
                        .formatted(replay.source(of.get(0).text()), rowsOf("Flows", relation));
            case "ADDCOLUMNS" -> groups(of);
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
                        replay.source(count.arguments().get(0).text()),
                        replay.table("Hosts").view(),
                        rows(treatAs.arguments().get(0), relation),
                        isRemoved || context.hosts() == null ? "" : " and " + context.hosts());
    }

    private boolean isCrossFiltered(Node condition) {
        if (!condition.equals(new Node("ISCROSSFILTERED", List.of(new Node("Hosts", List.of()))))) {
            throw unknown(condition);
        }
        return context.hosts() != null;
    }

    private static IllegalArgumentException unknown(Node node) {
        return new IllegalArgumentException("DAX that is not known here: " + node);
    }
}
