package io.wadi.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** Prints a result of a query, of any length, in constant memory. */
final class ResultRows {

    /** The columns of a table are as wide as the values in so many rows. */
    private static final int MEASURED = 100;

    private final ResultSet rows;
    private final int columns;

    ResultRows(ResultSet rows) throws SQLException {
        this.rows = rows;
        columns = rows.getMetaData().getColumnCount();
    }

    private List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            names.add(rows.getMetaData().getColumnLabel(i));
        }
        return names;
    }

    private List<String> row() throws SQLException {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            row.add(rows.getString(i));
        }
        return row;
    }

    /** As RFC 4180 with a header; an absent value is empty. */
    void printCsv(PrintWriter out) throws SQLException, IOException {
        CSVFormat.RFC4180.printRecord(out, names().toArray());
        while (rows.next()) {
            CSVFormat.RFC4180.printRecord(out, row().toArray());
        }
        out.flush();
    }

    /** As aligned columns; an absent value is a dash. */
    void printTable(PrintWriter out) throws SQLException {
        List<List<String>> first = new ArrayList<>(List.of(names()));
        boolean more = false;
        while (first.size() <= MEASURED && (more = rows.next())) {
            first.add(row());
        }
        int[] widths = new int[columns];
        for (List<String> row : first) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], shown(row.get(i)).length());
            }
        }
        first.forEach(row -> printRow(out, row, widths));
        while (more && rows.next()) {
            printRow(out, row(), widths);
        }
        out.flush();
    }

    private static String shown(String value) {
        return value == null ? "-" : value.replaceAll("\\p{Cntrl}", " ");
    }

    private static void printRow(PrintWriter out, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String value = shown(row.get(i));
            line.append(value).append(" ".repeat(Math.max(0, widths[i] - value.length()) + 2));
        }
        out.println(line.toString().stripTrailing());
    }
}
