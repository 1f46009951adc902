package io.wadi.lake;

/** The tables of the lake. Loads no library. */
public enum LakeContent {
    /** Table {@code packets}, from topic {@code packets}. */
    PACKETS("packets", "timestamp"),
    /** Table {@code flows}, from topic {@code flows}: the records of probes that aggregate, and of exporters. */
    FLOWS("flows", "window_start");

    private final String table;
    private final String time;

    LakeContent(String table, String time) {
        this.table = table;
        this.time = time;
    }

    /** Name of the table, and of its view in DuckDB. */
    public String table() {
        return table;
    }

    /** The column by whose hours the table is partitioned, and by which rows become too old. */
    public String time() {
        return time;
    }
}
