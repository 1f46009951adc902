package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid options prevent the start and are named. */
class PcapConsumerOptionsTest extends PcapTestSupport {

    private String uri;

    @BeforeEach
    void writeCapture() throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 3).write(folder.resolve("a.pcap"));
        uri = file(capture);
    }

    @ParameterizedTest
    @CsvSource({
        "snaplen, 63",
        "snaplen, -1",
        "timeoutMillis, 0",
        "bufferSize, 1000",
        "batchSize, 0",
        "batchSize, -5",
        "batchTimeoutMillis, 0",
        "queueSize, 999",
        "queueBytes, 1024",
        "repeat, -1",
        "pace, fast",
        "pace, 0",
        "pace, -3",
        "pace, NaN",
        "pace, 1e99"
    })
    void outOfRange(String option, String value) {
        assertThat(refusal(uri + "?" + option + "=" + value))
                .contains("Option " + option + " is ")
                .contains(value.replace("1e99", ""));
        assertThat(batches).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"snaplen, many", "promiscuous, perhaps", "queueSize, lots", "rebase, now", "decapsulate, 2"})
    void ofTheWrongType(String option, String value) {
        assertThat(refusal(uri + "?" + option + "=" + value)).contains(option).contains(value);
    }

    /** As a step pollEnrich would with a name from a message. */
    @Test
    void aCaptureCannotBePolled() {
        assertThatThrownBy(() -> context.getEndpoint(uri).createPollingConsumer())
                .hasMessage("pcap: reads whole captures and cannot be polled; a route must begin with it");
    }

    @Test
    void unknown() {
        assertThat(refusal(uri + "?filtr=tcp&batchSize=10")).contains("filtr").doesNotContain("{batchSize");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp portt 443", "host 300.1.1.1 and", "("})
    void badFilter(String filter) {
        assertThat(refusal(uri + "?filter=" + filter))
                .contains("Option filter is not a valid capture filter")
                .contains(filter);
    }

    @Test
    void blankFilterIsNone() throws Exception {
        read(uri + "?filter=");
        assertThat(sourcePorts()).containsExactly(1, 2, 3);
    }

    @Test
    void emptyListOfFiles() {
        context.getRegistry().bind("captures", List.of());
        assertThat(refusal("pcap:file:many?files=#bean:captures")).contains("Option files");
    }

    @ParameterizedTest
    @CsvSource({
        "pcap:eth0, it must be pcap:live:INTERFACE or pcap:file:PATH",
        "pcap:wire:eth0, not pcap:wire",
        "pcap:live:, names no interface",
        "pcap:file:, names no file"
    })
    void wrongPath(String wrong, String sentence) {
        assertThat(refusal(wrong)).contains(sentence);
    }

    @Test
    void isNoProducer() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> template.sendBody(uri, "packet")))
                .rootCause()
                .hasMessageContaining("only captures");
    }
}
