package io.wadi.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pcap.PcapSource;
import io.wadi.pcap.TestCaptures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureReportTest {

    @TempDir
    private Path folder;

    private PcapSource source(boolean failing) throws Exception {
        return TestCaptures.read(failing, TestCaptures.write(folder.resolve("a.pcap")))
                .sources()
                .get(0);
    }

    private static CaptureReport report(PcapSource source, OptionalLong traffic, OptionalLong flows) {
        return new CaptureReport(source, source.counters().delivered(), 0, traffic, flows, 0);
    }

    private static boolean isWhole(PcapSource source, long traffic, long flows) {
        return report(source, OptionalLong.of(traffic), OptionalLong.of(flows)).isWhole();
    }

    @Test
    void isWholeWhenBothTablesGainedWhatWasDecoded() throws Exception {
        PcapSource source = source(false);
        assertThat(isWhole(source, 3, 3)).isTrue();
        assertThat(isWhole(source, 2, 3)).isFalse();
        assertThat(isWhole(source, 3, 4)).isFalse();
        assertThat(isWhole(source, 0, 0)).isFalse();
    }

    @Test
    void aTableThatWasNotAskedForDoesNotCount() throws Exception {
        PcapSource source = source(false);
        assertThat(report(source, OptionalLong.of(3), OptionalLong.empty()).isWhole())
                .isTrue();
        assertThat(report(source, OptionalLong.empty(), OptionalLong.of(2)).isWhole())
                .isFalse();
    }

    @Test
    void whatWasNotPublishedIsMissing() throws Exception {
        assertThat(isWhole(source(true), 3, 3)).isFalse();
    }

    @Test
    void flowsThatWereNotPublishedAreMissing() throws Exception {
        PcapSource source = source(false);
        OptionalLong three = OptionalLong.of(3);
        assertThat(new CaptureReport(source, 3, 0, three, three, 0).isWhole()).isTrue();
        assertThat(new CaptureReport(source, 2, 1, three, three, 0).isWhole()).isFalse();
    }

    @Test
    void aFileThatEndsEarlyAddsUpAndIsNotWhole() throws Exception {
        byte[] whole = Files.readAllBytes(TestCaptures.write(folder.resolve("a.pcap")));
        Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 3));
        OptionalLong three = OptionalLong.of(3);
        CaptureReport report = report(TestCaptures.read(false, cut).sources().get(0), three, three);
        assertThat(report.addsUp()).isTrue();
        assertThat(report.isRead()).isFalse();
        assertThat(report.isWhole()).isFalse();
    }

    @Test
    void aFileThatCouldNotBeReadIsNotWhole() throws Exception {
        Path good = TestCaptures.write(folder.resolve("good.pcap"));
        Path bad = Files.writeString(folder.resolve("bad.pcap"), "no capture at all, just text");
        PcapSource unread = TestCaptures.read(false, good, bad).sources().get(1);
        assertThat(isWhole(unread, 0, 0)).isFalse();
    }
}
