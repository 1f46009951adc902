package io.wadi.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.ExportedPath;
import org.junit.jupiter.api.Test;

class TreatmentNamesTest {

    @Test
    void flagsStandInTheirOrder() {
        assertThat(TreatmentNames.flags(0)).isNull();
        assertThat(TreatmentNames.flags(0b0001_0010)).isEqualTo("SYN+ACK");
        assertThat(TreatmentNames.flags(0xff)).isEqualTo("FIN+SYN+RST+PSH+ACK+URG+ECE+CWR");
    }

    @Test
    void numbersHaveWords() {
        assertThat(TreatmentNames.direction(ExportedPath.EGRESS)).isEqualTo("egress");
        assertThat(TreatmentNames.direction(ExportedPath.UNKNOWN)).isNull();
        assertThat(TreatmentNames.endReason(1)).isEqualTo("idle timeout");
        assertThat(TreatmentNames.endReason(5)).isEqualTo("lack of resources");
        assertThat(TreatmentNames.endReason(0)).isEqualTo("reason 0");
        assertThat(TreatmentNames.endReason(ExportedPath.UNKNOWN)).isNull();
    }
}
