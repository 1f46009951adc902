package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.lake.StoredInLake;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random questions to the tables, and to the lake when the tables no longer have the flows. */
class ExploreLakeIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUESTIONS = Boolean.getBoolean("wadi.long") ? 250 : 80;

    /** Places are those that the addresses have now. */
    private static final List<String> SYSTEMS = List.of(
            "update geoip set asn = (array[64500, 64501, null])[1 + (ip - inet '10.0.0.0') % 3] where ip << '10.0.0.0/8'",
            "update geoip set asn = (array[64502, 64500, null])[1 + (ip - inet '198.51.100.0') % 3] where ip <<"
                    + " '198.51.100.0/24'");

    @TempDir
    private static Path folder;

    private static ApiServer server;
    private static RandomFlows flows;
    private static Map<RandomQuestion, JsonNode> answers;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = TestServers.withTables();
        flows = RandomFlows.store(settings);
        ExploreIT.MORE_FACTS.forEach(flows.database()::execute);
        SYSTEMS.forEach(flows.database()::execute);
        ExploreIT.nameNetworks(settings, folder);
        StoredInLake.store(
                ApiServer.writing(settings), folder.resolve("lake"), "2200-01-01", new Random(RandomFlows.SEED));
        answers = answersOfTables(settings);
        flows.database().execute("truncate flows");
        settings.set("wadi.retention.flow-days", "1");
        settings.set("wadi.lake.enabled", "true");
        settings.set("wadi.lake.warehouse", folder.resolve("lake").toString());
        server = ApiServer.start(settings);
    }

    private static Map<RandomQuestion, JsonNode> answersOfTables(Settings settings) throws Exception {
        Map<RandomQuestion, JsonNode> answers = new LinkedHashMap<>();
        try (ApiServer tables = ApiServer.start(settings)) {
            for (int number = 0; number < QUESTIONS; number++) {
                RandomQuestion question = RandomQuestion.of(new Random(RandomFlows.SEED + 89L * number));
                HttpResponse<String> response = tables.get("api/explore?" + question.parameters());
                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                answers.put(question, JSON.readTree(response.body()));
            }
        }
        return answers;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theLakeAnswersAsTheTablesDid() throws Exception {
        int ofLake = 0;
        for (Map.Entry<RandomQuestion, JsonNode> asked : answers.entrySet()) {
            String parameters = asked.getKey().parameters();
            HttpResponse<String> response = server.get("api/explore?" + parameters);
            if (response.statusCode() == 400) {
                assertThat(response.body()).as(parameters).contains("only");
                continue;
            }
            assertThat(response.statusCode())
                    .as(parameters + " " + response.body())
                    .isEqualTo(200);
            ObjectNode answer = (ObjectNode) JSON.readTree(response.body());
            if (answer.get("source").asText().equals("lake")) {
                ofLake++;
                ObjectNode before = asked.getValue().deepCopy();
                assertThat(before.remove("source").asText()).isEqualTo("database");
                answer.remove("source");
                assertThat(answer).as(parameters).isEqualTo(before);
            }
        }
        assertThat(ofLake).isGreaterThan(QUESTIONS / 3);
    }
}
