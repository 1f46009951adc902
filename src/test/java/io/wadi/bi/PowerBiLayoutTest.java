package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the visuals of the report are, on a screen and on a phone. */
class PowerBiLayoutTest {

    private static final Path REPORT = SemanticModel.PROJECT.resolve("Wadi.Report");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Width of the canvas of a phone in Power BI Desktop. */
    private static final int PHONE = 324;

    private static List<Path> visuals(String page) throws IOException {
        try (Stream<Path> folders =
                Files.list(REPORT.resolve("definition/pages").resolve(page).resolve("visuals"))) {
            return folders.sorted().toList();
        }
    }

    private static Rectangle place(Path file) throws IOException {
        JsonNode position = JSON.readTree(file.toFile()).path("position");
        return new Rectangle(
                position.path("x").asInt(),
                position.path("y").asInt(),
                position.path("width").asInt(),
                position.path("height").asInt());
    }

    private static void assertApart(List<Path> files, Rectangle canvas) throws IOException {
        List<Rectangle> places = new ArrayList<>();
        for (Path file : files) {
            Rectangle place = place(file);
            assertThat(canvas.contains(place)).as("%s is on the canvas", file).isTrue();
            assertThat(places).as(file.toString()).noneMatch(other -> other.intersects(place));
            places.add(place);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "alerts", "host"})
    void noVisualCoversAnother(String page) throws IOException {
        List<Path> files = visuals(page).stream()
                .map(folder -> folder.resolve("visual.json"))
                .toList();
        assertApart(files, new Rectangle(1280, 720));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "alerts", "host"})
    void everyVisualHasItsPlaceOnAPhone(String page) throws IOException {
        List<Path> files = visuals(page).stream()
                .map(folder -> folder.resolve("mobile.json"))
                .toList();
        assertApart(files, new Rectangle(PHONE, Integer.MAX_VALUE));
    }

    /** A page says what it shows, and until when. */
    @ParameterizedTest
    @ValueSource(strings = {"overview", "alerts", "host"})
    void everyPageHasATitleAndTheEndOfItsData(String page) throws IOException {
        Path folder = REPORT.resolve("definition/pages").resolve(page).resolve("visuals");
        JsonNode title =
                JSON.readTree(folder.resolve(page + "_title/visual.json").toFile());
        JsonNode until =
                JSON.readTree(folder.resolve(page + "_data_until/visual.json").toFile());
        assertThat(title.at("/visual/visualType").asText()).isEqualTo("textbox");
        assertThat(ReportFields.of(until).measures()).containsExactly(new SemanticModel.Field("Flows", "Data until"));
    }

    @Test
    void aHostsPageLeadsBack() throws IOException {
        JsonNode button = JSON.readTree(
                REPORT.resolve("definition/pages/host/visuals/back/visual.json").toFile());
        assertThat(button.at("/visual/visualContainerObjects/visualLink/0/properties/type/expr/Literal/Value")
                        .asText())
                .isEqualTo("'Back'");
    }

    @Test
    void theThemeIsInTheReport() throws IOException {
        JsonNode report = JSON.readTree(REPORT.resolve("definition/report.json").toFile());
        String name = report.at("/themeCollection/customTheme/name").asText();
        assertThat(report.at("/resourcePackages/0/items/0/name").asText()).isEqualTo(name);
        JsonNode theme = JSON.readTree(REPORT.resolve("StaticResources/RegisteredResources")
                .resolve(name)
                .toFile());
        assertThat(theme.path("name").asText()).isEqualTo(name);
        assertThat(theme.path("dataColors")).hasSizeGreaterThan(7).allMatch(colour -> colour.asText()
                .matches("#[0-9a-f]{6}"));
    }
}
