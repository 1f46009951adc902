package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * {@code docs/tables.md} is generated from the comments on the tables, so it cannot be out of date. If they differ, the
 * expected page is in {@code target/tables.md}.
 */
class TablesPageIT {

    private static final Path PAGE = Path.of("docs", "tables.md");
    private static final Path AS_IT_SHOULD_BE = Path.of("target", "tables.md");
    private static final String HEAD = """
            # Tables

            What Wadi stores in PostgreSQL. `TablesPageIT` generates this page from the comments in the database: do not edit it. Names
            and types of `traffic`, `hosts`, `geoip` and `flows` are a contract; other tables may change with a version.
            [bi-views.md](bi-views.md) has the views for BI tools, whose columns stay. Keys are in bold.
            """;

    /** Partitions are as their table; Flyway's and Iceberg's tables are theirs. */
    private static final String TABLES = """
            with key as (
                select indrelid as relation, unnest(indkey) as attnum from pg_index where indisprimary
            )
            select E'\\n## ' || relname || E'\\n\\n'
                || coalesce(obj_description(c.oid, 'pg_class') || E'.\\n\\n', '')
                || E'| column | type | meaning |\\n|---|---|---|\\n'
                || string_agg('| ' || case when key.attnum is null then '`' || attname || '`' else '**`' || attname || '`**' end
                    || ' | ' || format_type(atttypid, null) || ' | '
                    || coalesce(replace(col_description(attrelid, a.attnum), '|', '\\|'), '') || ' |',
                    E'\\n' order by a.attnum)
            from pg_class c
            join pg_attribute a on attrelid = c.oid and a.attnum > 0 and not attisdropped
            left join key on key.relation = c.oid and key.attnum = a.attnum
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                and relname <> 'schema_history' and relname not like 'iceberg%'
            group by c.oid, relname
            order by relname
            """;

    @Test
    void thePageIsWhatTheCommentsSay() throws Exception {
        Settings settings = TestServers.withTables();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        JdbcTemplate database = new JdbcTemplate(source);
        String page = HEAD + String.join("\n", database.queryForList(TABLES, String.class)) + "\n";
        Files.writeString(AS_IT_SHOULD_BE, page);
        assertThat(page.lines().filter(line -> line.endsWith("|  |")))
                .as("columns without a comment")
                .isEmpty();
        assertThat(page).isEqualTo(Files.readString(PAGE));
    }
}
