package io.wadi.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes totals as one JSON object. */
final class TotalsJson {

    private TotalsJson() {}

    static String of(Record totals) {
        try {
            return new ObjectMapper().writeValueAsString(totals);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
