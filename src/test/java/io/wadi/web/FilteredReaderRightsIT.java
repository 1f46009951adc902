package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.bi.FilteredReader;
import io.wadi.bi.FilteredReaders;
import io.wadi.bi.ReaderException;
import io.wadi.database.Database;
import io.wadi.filter.FlowFilter;
import io.wadi.pipeline.TestSchema;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** What a role of the database that sees a part of the traffic cannot do, and who can become one. */
class FilteredReaderRightsIT {

    private static final String NOT_ALLOWED = "42501";

    private static Settings settings;
    private static PartReader reader;

    @BeforeAll
    static void start() throws Exception {
        settings = TestServers.withTables();
        reader = PartReader.open(settings);
    }

    @AfterAll
    static void stop() {
        reader.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public.flows",
                "public.hosts_now",
                "public.readers",
                "public.pending_batches",
                "bi.fact_flow_minutes",
                "bi.dim_host",
                "PART.flows",
                "PART.hosts_now",
                "PART.flows_day_now",
                "bi.flows_between(0, 4102444800)",
                "selected_flows(0, 4102444800, 'day', null, null, null)",
                "known_hosts(array['10.0.0.1'::inet])"
            })
    void readsNothingElse(String source) {
        assertThatThrownBy(
                        () -> reader.login().queryForList("select * from " + source.replace("PART", reader.schema())))
                .as(source)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NOT_ALLOWED));
    }

    /** A cheap function of the reader's own runs before dear conditions, unless the view is a barrier; so do casts that fail. */
    @Test
    void functionsOfAQuerySeeNoOtherRows() {
        reader.sees(PartReader.ONE_PART);
        String spying = "select set_config('spy.seen', '', false);"
                + " create function pg_temp.spy(ip text) returns boolean language plpgsql cost 0.0000001 as $$ begin"
                + " if ip <> '10.0.0.2' then perform set_config('spy.seen', ip, false); end if; return true; end $$;"
                + " select count(*) from SCHEMA.VIEW where pg_temp.spy(src_ip);".replace("SCHEMA", reader.schema());
        for (String view : List.of(
                "fact_flow_minutes",
                "fact_flow_hours",
                "fact_flow_days",
                "fact_packets",
                "flows_between(0, 4e9::bigint)")) {
            reader.login().execute((java.sql.Connection connection) -> {
                connection.createStatement().execute(spying.replace("VIEW", view));
                try (var found = connection.createStatement().executeQuery("select current_setting('spy.seen')")) {
                    assertThat(found.next()).isTrue();
                    assertThat(found.getString(1)).as(view).isEmpty();
                }
                return null;
            });
        }
        assertThat(
                        reader.seen(
                                "select count(*)::text from bi.fact_flow_minutes where 1 / (case src_ip when '10.0.0.1' then 0 else 1 end) = 0"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name = \"it's\"",
                "name = \"a\\\\b'; drop table flows; --\"",
                "name ~ \"100%_*\\\\\"",
                "name = \":#filterValue0\""
            })
    void whatIsTypedIsOnlyAValue(String filter) {
        reader.sees(filter + " or src.host = 10.0.0.2");
        assertThat(reader.seen("select string_agg(distinct src_ip, ' ') from bi.fact_flow_minutes"))
                .isEqualTo("10.0.0.2");
    }

    @Test
    void aMigrationRenewsTheViews() throws Exception {
        reader.sees(PartReader.ONE_PART);
        reader.database().execute("drop view " + reader.schema() + ".dim_time_of_day");
        reader.database().update("delete from schema_history where description = 'bi views'");
        Database.open(settings).close();
        assertThat(reader.seen("select count(*)::text from bi.dim_time_of_day")).isEqualTo("1440");
    }

    @Test
    void aViewThatReadsATableItselfIsRefused() {
        reader.database().execute("create or replace view bi.fact_before as select * from public.pending_flows");
        assertThatThrownBy(() -> reader.database()
                        .execute("select wadi_part_view('" + reader.schema() + "', 'public', 'bi.fact_before');"
                                + " select wadi_check_part('" + reader.schema()
                                + "', 'public', '{fact_before}')"))
                .hasMessageContaining("would show more than its part: fact_before reads pending_flows");
        reader.database().execute("drop view bi.fact_before");
    }

    @Test
    void rolesThatCanReadMoreAreRefused() {
        String more = reader.name() + "_2";
        reader.database().execute("create role " + more + " login in role wadi_reader");
        assertThatThrownBy(() -> reader.readers().set(more, FlowFilter.parse(PartReader.ONE_PART)))
                .isInstanceOf(ReaderException.class)
                .hasMessageMatching("Role " + more + " can also read bi\\.\\w+ as wadi_reader, without the filter: .*");
        reader.database().execute("revoke wadi_reader from " + more);
        reader.readers().set(more, FlowFilter.parse(PartReader.ONE_PART));
        reader.database().execute("grant select on bi.dim_host to " + more);
        assertThat(reader.readers().list())
                .filteredOn(each -> each.name().equals(more))
                .containsExactly(new FilteredReader(more, PartReader.ONE_PART, "bi_" + more, "bi.dim_host"));
        reader.readers().remove(more);
        assertThat(reader.stored("select count(*)::text from pg_namespace where nspname = 'bi_" + more + "'"))
                .isEqualTo("0");
        assertThat(reader.readers().list()).extracting(FilteredReader::name).doesNotContain(more);
        assertThatThrownBy(() -> reader.readers().remove(more))
                .hasMessage("There is no reader " + more + " with a filter");
    }

    @Test
    void anotherWadiInTheDatabaseHasItsOwn() throws Exception {
        reader.database().execute("create schema west");
        Settings west = TestServers.withTables();
        west.set("wadi.database.url", settings.text(DatabaseSettings.URL) + "?currentSchema=west");
        TestSchema.migrate(west);
        try (FilteredReaders ofWest = FilteredReaders.open(west)) {
            ofWest.set(reader.name() + "_4", FlowFilter.parse(PartReader.ONE_PART));
            assertThat(ofWest.list())
                    .extracting(FilteredReader::schema)
                    .containsExactly("west_bi_" + reader.name() + "_4");
        }
        assertThat(reader.stored("select count(*)::text from west_bi_" + reader.name() + "_4.fact_flow_minutes"))
                .isEqualTo("0");
        assertThat(reader.readers().list()).extracting(FilteredReader::name).doesNotContain(reader.name() + "_4");
    }

    @Test
    void schemasOfOthersStay() {
        String other = reader.name() + "_3";
        reader.database().execute("create schema bi_" + other);
        assertThatThrownBy(() -> reader.readers().set(other, FlowFilter.parse(PartReader.ONE_PART)))
                .hasMessage("schema bi_" + other + " exists and is not of Wadi");
        assertThat(reader.stored("select count(*)::text from pg_roles where rolname = '" + other + "'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "pg_me", "Dora", "7up", "a b", "x\"; drop table flows; --", ""})
    void otherNamesAreRefused(String wrong) {
        assertThatThrownBy(() -> reader.readers().set(wrong, FlowFilter.parse(PartReader.ONE_PART)))
                .isInstanceOf(ReaderException.class)
                .hasMessageStartingWith("A reader's name is at most 40 lower-case letters");
    }
}
