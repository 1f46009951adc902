package io.wadi.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.query.AnswerJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The report file: code and style of the dashboard, with the figures as JSON. The template is built together with the
 * dashboard.
 */
public final class ReportPage {

    private static final String TEMPLATE = "/report/report.html";
    private static final String PLACE = "{{figures}}";
    private static final ObjectMapper JSON = AnswerJson.mapper();

    private ReportPage() {}

    /** HTML that loads nothing from elsewhere. */
    public static String html(Report report) {
        return template().replace(PLACE, json(report));
    }

    /** Names come from the network, so none may close the element that contains the JSON. */
    private static String json(Report report) {
        try {
            return JSON.writeValueAsString(report).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String template() {
        try (InputStream in = ReportPage.class.getResourceAsStream(TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
