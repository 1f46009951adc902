package io.wadi.lake;

import static io.wadi.lake.LakeLab.GROUP;
import static io.wadi.lake.LakeLab.LOG;
import static io.wadi.lake.LakeLab.batch;
import static io.wadi.lake.LakeLab.packet;
import static io.wadi.lake.LakeLab.partition;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.Wadi;
import io.wadi.cli.CommandLineRun;
import io.wadi.testing.JavaCommand;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@code wadi query} about the lake, about tables of PostgreSQL, and about both. */
class LakeQueryIT {

    @TempDir
    Path folder;

    private LakeLab lab;
    private JdbcTemplate postgres;

    @BeforeEach
    void prepare() throws Exception {
        lab = new LakeLab(folder);
        postgres = new JdbcTemplate(lab.database);
        postgres.update("insert into hosts (ip, first_seen, last_seen, packets_sent, packets_received, bytes_sent,"
                + " bytes_received, name, scope) values"
                + " ('192.0.2.1', '2026-05-01', '2026-05-01 10:00:00.123456Z', 3, 0, 300, 0, 'here.example', 'public'),"
                + " ('2001:db8::1', '2026-05-01', '2026-05-02', 1, 0, 5000000000, 0, null, 'public')");
    }

    private CommandLineRun query(String... command) {
        return CommandLineRun.of(arguments(command));
    }

    private String[] arguments(String... command) {
        List<String> arguments = new ArrayList<>(List.of("query"));
        arguments.addAll(List.of("--set", "wadi.lake.warehouse=" + folder));
        arguments.addAll(List.of("--set", "wadi.database.url=" + lab.database.getJdbcUrl()));
        arguments.addAll(List.of("--set", "wadi.database.user=" + lab.database.getUsername()));
        arguments.addAll(List.of(command));
        return arguments.toArray(String[]::new);
    }

    private List<String> csv(String sql) {
        CommandLineRun run = query("--csv", sql);
        assertThat(run.status()).as(run.err()).isZero();
        return run.out().lines().skip(1).toList();
    }

    private String error(String... command) {
        CommandLineRun run = query(command);
        assertThat(run.status()).as(run.out()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        return run.err();
    }

    private void store() throws Exception {
        lab.offsets.load(GROUP, partition(0), LOG);
        lab.store.store(batch(0, 0, packet(1), packet(2)), GROUP);
    }

    @Test
    void postgresAnswersInItsOwnSqlWithoutALake() {
        CommandLineRun run = query("select host(ip) as address, name from public.hosts order by ip");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly("address      name", "192.0.2.1    here.example", "2001:db8::1  -");
        assertThat(csv("select count(*) from public.hosts where ip << inet '192.0.2.0/24'"))
                .containsExactly("1");
    }

    @Test
    void aQuestionMayJoinBoth() throws Exception {
        store();
        assertThat(csv("select p.src_port, h.name, h.bytes_sent from packets p join public.hosts h on h.ip = p.src_ip"
                        + " order by 1"))
                .containsExactly("1,here.example,300", "2,here.example,300");
        assertThat(
                        csv(
                                "select src_port, n from packets, postgres('select count(*) as n from public.hosts') order by 1"))
                .containsExactly("1,2", "2,2");
        assertThat(csv("with h as (from public.hosts where bytes_sent > 1000) select h.ip, count(*) from h, packets"
                        + " group by all"))
                .containsExactly("2001:db8::1,2");
        assertThat(csv("select count(*) from packets where src_port = (select min(packets_sent) from public.hosts)"))
                .containsExactly("1");
    }

    /** Also those that are absent. */
    @Test
    void valuesKeepTheirTypes() {
        String values =
                "select true as a, 1::int2 as b, 2::int4 as c, 3::int8 as d, 1.5::float4 as e, 2.5::float8 as f,"
                        + " date ''2026-05-01'' as g, timestamp ''2026-05-01 10:00'' as h,"
                        + " timestamptz ''2026-05-01 10:00:00.123456Z'' as i, 12.34::numeric(6, 2) as j, 0.1::numeric as k,"
                        + " ''x''::text as l, inet ''192.0.2.0/24'' as m, array[1, 2] as n, ''{\"o\": 1}''::jsonb as o";
        String absent = "select " + "null::bool, null::int2, null::int4, null::int8, null::float4, null::float8,"
                + " null::date, null::timestamp, null::timestamptz, null::numeric(6, 2), null::numeric, null::text,"
                + " null::inet, null::int[], null::jsonb";
        assertThat(csv("select columns(*)::varchar from postgres('" + values + " union all " + absent + "')"))
                .containsExactly(
                        "true,1,2,3,1.5,2.5,2026-05-01,2026-05-01 10:00:00,2026-05-01 10:00:00.123456+00,12.34,0.1,x,"
                                + "192.0.2.0/24,\"{1,2}\",\"{\"\"o\"\": 1}\"",
                        ",,,,,,,,,,,,,,");
        assertThat(csv("select typeof(d), typeof(i), typeof(j), typeof(k), typeof(m) from postgres('" + values + "')"))
                .containsExactly("BIGINT,TIMESTAMP WITH TIME ZONE,\"DECIMAL(6,2)\",DOUBLE,VARCHAR");
    }

    @Test
    void anAnswerOfEitherBecomesAParquetFile() throws Exception {
        store();
        Path file = folder.resolve("answer.parquet");
        for (String question : List.of(
                "select src_port from packets",
                "select id from public.hosts",
                "from postgres('select id from public.hosts')",
                "select src_port from packets join public.hosts on ip = src_ip")) {
            CommandLineRun copy = query("copy (" + question + ") to '" + file + "'");
            assertThat(copy.err()).as(question).isEmpty();
            assertThat(csv("select count(*) from '" + file + "'")).as(question).containsExactly("2");
        }
    }

    @Test
    void aNameWithoutASchemaIsTheLakes() throws Exception {
        assertThat(error("select * from flows")).contains("The lake has no packets yet");
        store();
        assertThat(error("select * from hosts"))
                .startsWith("wadi: DuckDB cannot answer: ")
                .contains("hosts", "public.hosts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into public.hosts (ip) values ('192.0.2.9')",
                "delete from public.hosts",
                "with gone as (delete from public.hosts returning *) select * from gone",
                "select 1; drop table public.hosts",
                "update public.hosts set name = 'x' returning name",
                "drop table public.hosts cascade",
                "from postgres('delete from public.hosts returning ip')",
                "from postgres('select 1; drop table public.hosts')",
                "select * from public.hosts for update",
                "select setval('public.hosts_id_seq', 7)",
                "copy (select 1) to program 'cat'",
                "from postgres('copy public.hosts to program ''cat''')",
                "select pg_read_file('PG_VERSION')",
                "select lo_import('PG_VERSION')"
            })
    void nothingIsChangedAndNoFileIsRead(String sql) {
        String before = postgres.queryForObject("select string_agg(h::text, ';') from hosts h", String.class);
        assertThat(error(sql)).matches("wadi: (PostgreSQL|DuckDB) cannot answer: .*\\R");
        assertThat(postgres.queryForObject("select string_agg(h::text, ';') from hosts h", String.class))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select nothing from public.hosts | PostgreSQL cannot answer: column \"nothing\" does not exist",
                "select 1 / 0 from public.hosts | PostgreSQL cannot answer: division by zero",
                "from postgres('select nothing') | PostgreSQL cannot answer: column \"nothing\" does not exist",
                "from postgres('select 1 from hosts') | PostgreSQL cannot answer: relation \"hosts\" does not exist",
                "select pg_sleep(30) | PostgreSQL cannot answer: canceling statement due to statement timeout",
                "select from where | DuckDB cannot answer: Parser Error",
                "select * from nowhere.hosts | DuckDB cannot answer: Catalog Error",
                "'' | DuckDB cannot answer: "
            })
    void mistakesGetASentence(String sql, String sentence) {
        assertThat(error(sql, "--set=wadi.database.statement-seconds=1")).startsWith("wadi: " + sentence);
    }

    @Test
    void thereIsABoundOfRows() {
        assertThat(error("select max(n) from postgres('select generate_series(1, 5000001) as n')"))
                .contains("select generate_series(1, 5000001) as n has more than 5,000,000 rows for DuckDB")
                .contains("let PostgreSQL count or filter them");
        postgres.execute("create view many as select generate_series(1, 5000001) as n");
        assertThat(error("select max(n) from public.many group by all"))
                .contains("table public.many has more than 5,000,000 rows for DuckDB");
        assertThat(csv("select max(n) from public.many")).as("by PostgreSQL").containsExactly("5000001");
    }

    @Test
    void withoutDuckDbPostgresStillAnswers() throws Exception {
        assertThat(outputWithoutDuckDb("select name from public.hosts where id = 1"))
                .isEqualToNormalizingNewlines("name\nhere.example\n");
        assertThat(outputWithoutDuckDb("select name from hosts"))
                .startsWith(
                        "wadi: DuckDB is not there: bring it with ./wadi add duckdb, or ask for tables of PostgreSQL"
                                + " only, with their schema (relation \"hosts\" does not exist)");
    }

    private String outputWithoutDuckDb(String sql) throws Exception {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> !jar.contains("duckdb"))
                .collect(Collectors.joining(File.pathSeparator));
        Process query = new ProcessBuilder(JavaCommand.of(Wadi.class, Path.of(classPath), arguments(sql)))
                .redirectErrorStream(true)
                .start();
        return new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void timesAreForTheLake() {
        assertThat(error("--from=2026-05-01T10:00:00Z", "select * from public.hosts"))
                .contains("--from and --to are for the lake");
    }

    @Test
    void theRightsOfTheLoginHold() {
        String login = "rosa_" + postgres.queryForObject("select current_database()", String.class);
        postgres.execute("create role " + login + " login in role wadi_reader");
        try {
            String user = "--set=wadi.database.user=" + login;
            assertThat(query("select count(*) from bi.dim_host", user).out()).contains("2");
            assertThat(error("select * from public.hosts", user)).contains("permission denied");
            assertThat(error("from postgres('select * from public.hosts')", user))
                    .contains("permission denied");
        } finally {
            postgres.execute("drop role " + login);
        }
    }
}
