package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExporterTotalsTest {

    /** Also 96.0784 %, which is no less than 96.1 %. */
    @ParameterizedTest
    @CsvSource({
        "V5, 106, 3180, 0, 100",
        "V5, 106, 3180, 1, 99.9",
        "IPFIX, 67, 98, 4, 96.1",
        "SFLOW, 40, 400, 10, 80",
        "V9, 94, 0, 6, 94",
        "V9, 1, 30, 9999, 0",
        "IPFIX, 5, 0, 0, 100"
    })
    void aShareIsRoundedButNeverToEverything(
            ExportProtocol protocol, long datagrams, long records, long lost, double percent) {
        ExporterTotals totals = new ExporterTotals("r1", protocol, 1, datagrams, records, lost, 0, 0);
        assertThat(totals.completePercent()).isEqualTo(percent);
        assertThat(totals.missing() > 0).isEqualTo(lost > 0);
    }
}
