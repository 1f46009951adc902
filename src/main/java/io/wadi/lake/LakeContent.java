package io.wadi.lake;

/** The tables of the lake. Loads no library. */
public enum LakeContent {
    /** Table {@code packets}, from topic {@code packets}. */
    PACKETS("packets"),
    /** Table {@code flows}, from topic {@code flows}: the records of probes that aggregate, and of exporters. */
    FLOWS("flows");

    private final String table;

    LakeContent(String table) {
        this.table = table;
    }

    /** Name of the table, and of its view in DuckDB. */
    public String table() {
        return table;
    }
}
