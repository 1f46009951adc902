package io.wadi.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.StdDateFormat;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.postgresql.util.PGobject;

/** The JSON of answers: names in snake case like the columns, times in ISO 8601 and UTC, {@code jsonb} unchanged. */
public final class AnswerJson {

    private AnswerJson() {}

    /** The bean {@code api-json}. */
    public static ObjectMapper mapper() {
        SimpleModule database = new SimpleModule("database");
        database.addSerializer(PGobject.class, new JsonColumn());
        database.addSerializer(Grain.class, new GrainWord());
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .defaultDateFormat(new StdDateFormat().withColonInTimeZone(true))
                .addModule(new JavaTimeModule())
                .addModule(database)
                .build();
    }

    /** Writes a column of type {@code jsonb} as JSON, and any other PostgreSQL type as text. */
    private static final class JsonColumn extends JsonSerializer<PGobject> {

        @Override
        public void serialize(PGobject value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (value.getValue() == null) {
                json.writeNull();
            } else if (value.getType().startsWith("json")) {
                json.writeRawValue(value.getValue());
            } else {
                json.writeString(value.getValue());
            }
        }
    }

    private static final class GrainWord extends JsonSerializer<Grain> {

        @Override
        public void serialize(Grain value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.word());
        }
    }
}
