package io.wadi.bi;

import io.wadi.bi.DaxParser.Measure;
import io.wadi.bi.SemanticModel.Field;
import io.wadi.bi.SemanticModel.Table;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures of the Power BI model as SQL over the views that its tables are loaded from. Not all of DAX: the functions that the
 * measures use, as Microsoft's reference describes them.
 *
 * <p>A filter on Hosts reaches Flows (and Flow hours) through the relationship that is active, so that an expression sees one of three
 * relations: {@code sent} through that to the source, {@code received} through that to the destination
 * (USERELATIONSHIP), and {@code within} through both (of the rows
 * sent, those whose destination is among those received).
 */
record DaxReplay(SemanticModel model, JdbcTemplate database) {

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

    String sql(String table, String name, DaxContext context, DaxContext selected) {
        Measure measure = DaxParser.parse(
                model.measure(new Field(table, name)).orElseThrow().expression());
        return new DaxScope(this, measure.variables(), context, selected).scalar(measure.result(), "sent");
    }

    /** A table of the model. */
    Table table(String name) {
        return model.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Field field(String column) {
        String[] parts = column.split("[\\[\\]]");
        return new Field(TmdlReader.unquoted(parts[0]), parts[1]);
    }

    /** The column of the view that a column such as {@code Flows[Source]} is loaded from. */
    String source(String column) {
        return model.column(field(column)).orElseThrow().properties().get("sourceColumn");
    }
}
