package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.bi.SemanticModel.Field;
import io.wadi.bi.SemanticModel.Relationship;
import io.wadi.bi.SemanticModel.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that all names in the report, the measures and the relationships of the Power BI project are in the model. */
class PowerBiProjectTest {

    private static final Pattern COLUMN = Pattern.compile("('[^']+'|\\w+)\\[([^]]+)]");
    /** Not a column that ADDCOLUMNS adds, as [@Lost]. */
    private static final Pattern MEASURE = Pattern.compile("(?<![\\w'])\\[([^]@]+)]");

    private static final Pattern QUOTED = Pattern.compile("\"(\\w+)\"");
    private static final Path REPORT = SemanticModel.PROJECT.resolve("Wadi.Report/definition");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static SemanticModel model;

    @BeforeAll
    static void read() throws IOException {
        model = SemanticModel.read();
    }

    private static List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.walk(REPORT)) {
            return files.filter(file -> file.endsWith(name)).toList();
        }
    }

    @Test
    void everyFieldOfTheReportIsInTheModel() throws IOException {
        Set<Field> columns = new HashSet<>();
        Set<Field> measures = new HashSet<>();
        for (String name : List.of("visual.json", "page.json", "report.json")) {
            for (Path file : files(name)) {
                ReportFields fields = ReportFields.of(JSON.readTree(file.toFile()));
                columns.addAll(fields.columns());
                measures.addAll(fields.measures());
            }
        }
        assertThat(columns)
                .contains(new Field("Hosts", "Latitude"), new Field("Flows", "Byte count"))
                .allMatch(field -> model.column(field).isPresent());
        assertThat(measures).contains(new Field("Flows", "Unique hosts")).allMatch(field -> model.measure(field)
                .isPresent());
    }

    @Test
    void theFirstPageShowsTheEightVisualsAndFilters() throws IOException {
        Set<String> visuals = files("visual.json").stream()
                .filter(file -> file.startsWith(REPORT.resolve("pages/overview")))
                .map(file -> file.getParent().getFileName().toString())
                .collect(Collectors.toSet());
        assertThat(visuals)
                .containsExactlyInAnyOrder(
                        "overview_title",
                        "overview_data_until",
                        "total_packets",
                        "unique_hosts",
                        "bytes_transferred",
                        "unique_countries",
                        "bytes_by_time",
                        "protocols",
                        "top_talkers",
                        "host_map",
                        "slicer_date",
                        "slicer_hour",
                        "slicer_host",
                        "slicer_protocol",
                        "slicer_country",
                        "slicer_probe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview/visuals/bytes_by_time", "host/visuals/host_bytes_by_time"})
    void bytesByTimeAreColumnsByHour(String folder) throws IOException {
        JsonNode visual = JSON.readTree(REPORT.resolve("pages")
                        .resolve(folder)
                        .resolve("visual.json")
                        .toFile())
                .path("visual");
        Field hour = new Field("Flows", "Hour");
        assertThat(visual.path("visualType").asText()).isEqualTo("columnChart");
        assertThat(ReportFields.of(visual.at("/query/queryState/Category")).columns())
                .containsExactly(hour);
        assertThat(ReportFields.of(visual.at("/query/sortDefinition")).columns())
                .containsExactly(hour);
        assertThat(model.column(hour)).hasValueSatisfying(column -> assertThat(column.properties())
                .containsEntry("sourceColumn", "hour_utc")
                .containsEntry("dataType", "dateTime"));
    }

    /** Power BI opens no page or visual whose folder is called otherwise. */
    @Test
    void foldersHaveTheNamesOfWhatIsInThem() throws IOException {
        List<Path> named = Stream.concat(files("visual.json").stream(), files("page.json").stream())
                .toList();
        assertThat(named).isNotEmpty();
        for (Path file : named) {
            String folder = file.getParent().getFileName().toString();
            assertThat(folder).matches("[\\w-]+");
            assertThat(JSON.readTree(file.toFile()).path("name").asText()).isEqualTo(folder);
        }
    }

    /** Power BI Desktop crashes on a TopN filter that orders by a measure. */
    @Test
    void topFiltersOrderByAnAggregation() throws IOException {
        int orders = 0;
        for (Path file : files("visual.json")) {
            for (JsonNode order : JSON.readTree(file.toFile()).findValues("OrderBy")) {
                orders++;
                assertThat(order).allMatch(by -> by.path("Expression").has("Aggregation"));
            }
        }
        assertThat(orders).isPositive();
    }

    @Test
    void drillThroughIsBoundToItsFilter() throws IOException {
        JsonNode page = JSON.readTree(REPORT.resolve("pages/host/page.json").toFile());
        JsonNode filter = page.at("/filterConfig/filters/0");
        JsonNode parameter = page.at("/pageBinding/parameters/0");
        assertThat(page.path("type").asText()).isEqualTo("Drillthrough");
        assertThat(parameter.path("boundFilter").asText())
                .isEqualTo(filter.path("name").asText());
        assertThat(parameter.path("fieldExpr")).isEqualTo(filter.path("field"));
    }

    @Test
    void relationshipsAndSortingNameColumns() {
        assertThat(model.relationships()).hasSize(15);
        for (Relationship relationship : model.relationships()) {
            assertThat(model.column(relationship.from()))
                    .as(relationship.toString())
                    .isPresent();
            assertThat(model.column(relationship.to()))
                    .as(relationship.toString())
                    .hasValueSatisfying(key -> assertThat(key.has("isKey")).isTrue());
        }
        for (Table table : model.tables()) {
            for (TmdlObject column : table.columns()) {
                String sort = column.properties().get("sortByColumn");
                assertThat(sort == null
                                || model.column(new Field(table.name(), TmdlReader.unquoted(sort)))
                                        .isPresent())
                        .as("%s is sorted by %s", column.name(), sort)
                        .isTrue();
            }
        }
    }

    @Test
    void levelsOfHierarchiesAreColumns() {
        List<String> hierarchies = new ArrayList<>();
        for (Table table : model.tables()) {
            for (TmdlObject hierarchy : table.definition().children("hierarchy")) {
                hierarchies.add(hierarchy.name());
                assertThat(hierarchy.children("level")).hasSizeGreaterThan(1).allMatch(level -> model.column(new Field(
                                table.name(),
                                TmdlReader.unquoted(level.properties().get("column"))))
                        .isPresent());
            }
        }
        assertThat(hierarchies).containsExactlyInAnyOrder("Calendar", "Places", "By category");
    }

    @Test
    void everyMeasureIsInAFolder() {
        assertThat(model.tables().stream().flatMap(table -> table.measures().stream()))
                .allMatch(measure -> measure.properties().containsKey("displayFolder"));
    }

    @Test
    void objectsHaveTagsOfTheirOwn() {
        assertThat(model.tables().stream()
                        .flatMap(table ->
                                Stream.concat(Stream.of(table.definition()), table.definition().children().stream()))
                        .map(object -> object.properties().get("lineageTag"))
                        .filter(tag -> tag != null))
                .doesNotHaveDuplicates();
    }

    /** A refresh in parts loads what a whole one loads. */
    @Test
    void thePolicyLoadsWhatTheQueryLoads() {
        Table flows = model.tables().stream()
                .filter(table -> table.name().equals("Flows"))
                .findFirst()
                .orElseThrow();
        TmdlObject policy = flows.definition().children("refreshPolicy").get(0);
        assertThat(policy.children("sourceExpression")).singleElement().satisfies(source -> assertThat(
                        source.expression())
                .isEqualTo(flows.query())
                .contains("[time_utc] >= RangeStart and [time_utc] < RangeEnd"));
    }

    /** Bytes are shown as kB to TB, which each measure decides by its own value. */
    @Test
    void formatsOfBytesFollowTheirMeasure() {
        for (Table table : model.tables()) {
            for (TmdlObject measure : table.measures()) {
                boolean isOfBytes = measure.name().matches("Bytes.*|Bits per second");
                assertThat(measure.children("formatStringDefinition"))
                        .as(measure.name())
                        .hasSize(isOfBytes ? 1 : 0)
                        .allSatisfy(format -> assertThat(MEASURE.matcher(format.expression())
                                        .results()
                                        .map(found -> found.group(1)))
                                .isNotEmpty()
                                .containsOnly(measure.name()));
                assertThat(measure.properties().containsKey("formatString")).isEqualTo(!isOfBytes);
            }
        }
    }

    @Test
    void measuresNameColumnsAndMeasures() {
        List<TmdlObject> measures = model.tables().stream()
                .flatMap(table -> table.measures().stream())
                .toList();
        Set<String> names = measures.stream().map(TmdlObject::name).collect(Collectors.toSet());
        assertThat(names).hasSameSizeAs(measures).contains("Packets", "Bytes", "Unique hosts", "Unique countries");
        assertSoftly(softly -> {
            for (TmdlObject measure : measures) {
                Matcher column = COLUMN.matcher(measure.expression());
                while (column.find()) {
                    Field field = new Field(TmdlReader.unquoted(column.group(1)), column.group(2));
                    softly.assertThat(model.column(field))
                            .as(measure.name() + ": " + field)
                            .isPresent();
                }
                Matcher other = MEASURE.matcher(measure.expression());
                while (other.find()) {
                    softly.assertThat(names).as(measure.name()).contains(other.group(1));
                }
            }
        });
    }

    @Test
    void everythingIsDescribed() {
        assertSoftly(softly -> {
            for (Table table : model.tables()) {
                softly.assertThat(table.definition().description())
                        .as(table.name())
                        .isNotBlank();
                Stream.concat(table.columns().stream(), table.measures().stream())
                        .forEach(object -> softly.assertThat(object.description())
                                .as("%s[%s]", table.name(), object.name())
                                .isNotBlank());
            }
        });
    }

    /** The query fetches what the columns are filled with, and nothing besides. */
    @Test
    void queriesSelectTheColumns() {
        for (Table table : model.tables()) {
            String query = table.query();
            assertThat(query).contains("PostgreSQL.Database(Server, Database,");
            Matcher quoted = QUOTED.matcher(query.substring(query.indexOf("Table.SelectColumns(")));
            List<String> selected =
                    quoted.results().map(found -> found.group(1)).toList();
            assertThat(selected)
                    .containsExactlyElementsOf(table.columns().stream()
                            .map(column -> column.properties().get("sourceColumn"))
                            .toList());
        }
        assertThat(model.parameters())
                .containsExactly("Server", "Database", "BiSchema", "Days", "RangeStart", "RangeEnd");
    }

    @Test
    void theModelListsItsTables() throws IOException {
        assertThat(SemanticModel.root().stream()
                        .filter(object -> object.keyword().equals("ref table"))
                        .map(TmdlObject::name))
                .containsExactlyInAnyOrderElementsOf(
                        model.tables().stream().map(Table::name).toList());
    }

    @Test
    void namesOfObjectsAreUnique() {
        for (Table table : model.tables()) {
            assertThat(Stream.concat(table.columns().stream(), table.measures().stream())
                            .map(object -> object.name().toLowerCase()))
                    .as(table.name())
                    .doesNotHaveDuplicates();
        }
    }
}
