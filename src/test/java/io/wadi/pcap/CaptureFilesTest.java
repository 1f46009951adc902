package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFilesTest {

    @TempDir
    private Path folder;

    @Test
    void passesCaptures() throws Exception {
        Path plain = PcapFileBuilder.micros().packets(1, 1).write(folder.resolve("a.pcap"));
        Path packed = PcapFileBuilder.micros().packets(1, 1).writeGzip(folder.resolve("a*.pcap.gz"));
        assertThatCode(() -> CaptureFiles.check(plain)).doesNotThrowAnyException();
        assertThatCode(() -> CaptureFiles.check(packed)).doesNotThrowAnyException();
    }

    @Test
    void saysWhatIsWrongWithOthers() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no capture but a note of some length");
        assertThatThrownBy(() -> CaptureFiles.check(text))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith("Capture file " + text + " is not a pcap or pcapng capture");
        assertThatThrownBy(() -> CaptureFiles.check(folder.resolve("gone")))
                .isInstanceOf(CaptureException.class)
                .hasMessage("Capture file " + folder.resolve("gone") + " does not exist");
        assertThatThrownBy(() -> CaptureFiles.check(folder))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("it is a directory");
    }
}
