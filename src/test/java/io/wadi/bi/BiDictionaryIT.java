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
 * {@code docs/bi-views.md} is generated from the comments of schema {@code bi}, so it cannot be out of date. If they
 * differ, the expected page is in {@code target/bi-views.md}.
 */
class BiDictionaryIT {

    private static final Path PAGE = Path.of("docs", "bi-views.md");
    private static final Path AS_IT_SHOULD_BE = Path.of("target", "bi-views.md");
    private static final String HEAD = """
            # Views of schema bi

            What Power BI, Grafana and other SQL clients read. `BiDictionaryIT` generates this page from the comments in the
            database: do not edit it. All days and times of day are UTC. [power-bi.md](power-bi.md) says how to use them.

            Many clients set the time zone of their session. There, a time without a zone means another one: write
            `window_start >= '2026-11-30T00:00Z'`, or `set timezone = 'UTC'` first. The last hour is, in any zone,
            `window_start >= now() - interval '1 hour'`. A column whose name ends with `_utc` is compared with `now() at time zone 'UTC'`,
            but that reads all days.

            """;

    /** A comment that begins with "Key of dim_x" makes a relation. */
    private static final String RELATIONS = """
            with key as (
                select fact.relname as fact, attname as name, attnum,
                    substring(col_description(fact.oid, attnum) from '^Key of (dim_[a-z_]+)') as dimension
                from pg_attribute join pg_class as fact on fact.oid = attrelid
                where fact.relnamespace = 'bi'::regnamespace and fact.relkind = 'v' and attnum > 0
            )
            select '    ' || dimension || ' ||--o{ ' || fact || ' : "' || string_agg(name, ', ' order by attnum) || '"'
            from key
            where dimension is not null
            group by fact, dimension
            order by fact, dimension
            """;

    private static final String VIEWS = """
            select E'\\n## ' || relname || E'\\n\\n' || obj_description(pg_class.oid, 'pg_class')
                || E'.\\n\\n| column | type | meaning |\\n|---|---|---|\\n'
                || string_agg('| `' || attname || '` | ' || format_type(atttypid, null) || ' | '
                    || replace(col_description(attrelid, attnum), '|', '\\|') || ' |', E'\\n' order by attnum)
            from pg_class join pg_attribute on attrelid = pg_class.oid
            where relnamespace = 'bi'::regnamespace and relkind = 'v' and attnum > 0
            group by pg_class.oid, relname
            order by relname
            """;

    @Test
    void thePageIsWhatTheCommentsSay() throws Exception {
        Settings settings = TestServers.withTables();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        JdbcTemplate database = new JdbcTemplate(source);
        String page = HEAD + "```mermaid\nerDiagram\n"
                + String.join("\n", database.queryForList(RELATIONS, String.class)) + "\n```\n"
                + String.join("\n", database.queryForList(VIEWS, String.class)) + "\n";
        Files.writeString(AS_IT_SHOULD_BE, page);
        assertThat(page).isEqualTo(Files.readString(PAGE));
    }
}
