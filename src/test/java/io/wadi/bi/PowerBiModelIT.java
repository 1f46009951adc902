package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.bi.SemanticModel.Table;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Checks that the columns of the Power BI model are those of the views in a migrated database, with matching types. */
class PowerBiModelIT {

    private static final Map<String, String> FITTING = Map.of(
            "text", "string",
            "integer", "int64",
            "bigint", "int64",
            "double precision", "double",
            "date", "dateTime",
            "timestamp without time zone", "dateTime");

    @Test
    void everyColumnIsInItsViewWithAFittingType() throws Exception {
        JdbcTemplate database = migrated();
        for (Table table : SemanticModel.read().tables()) {
            Map<String, String> live = new HashMap<>();
            database.query(
                    "select column_name, data_type from information_schema.columns"
                            + " where table_schema = 'bi' and table_name = ?",
                    row -> {
                        live.put(row.getString(1), FITTING.get(row.getString(2)));
                    },
                    table.view());
            assertThat(live).as(table.view()).isNotEmpty();
            Map<String, String> columns = new HashMap<>();
            for (TmdlObject column : table.columns()) {
                columns.put(
                        column.properties().get("sourceColumn"),
                        column.properties().get("dataType"));
            }
            assertThat(live).as(table.name()).containsAllEntriesOf(columns);
        }
    }

    private static JdbcTemplate migrated() throws Exception {
        Settings settings = TestServers.withTables();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        return new JdbcTemplate(source);
    }
}
