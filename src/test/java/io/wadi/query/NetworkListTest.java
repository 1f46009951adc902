package io.wadi.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.AddressRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkListTest {

    private static final String HEADER = "network,name,role,site,tags\n";

    @TempDir
    private Path folder;

    private List<NamedNetwork> read(byte[] bytes) throws IOException {
        return NetworkList.read(Files.write(folder.resolve("networks.csv"), bytes));
    }

    private List<NamedNetwork> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatSpreadsheetsWrite() throws Exception {
        assertThat(read(
                        "\uFEFFNetwork,Name,Role,Site,Tags\r\n# ours\r\n\r\n10.1.2.3/16, \"Berlin, Mitte\" ,clients,,voip; guests voip\r\n"
                                + "2001:db8:42::/48,Büro,,Köln,\r\n192.0.2.7,printer,,,\r\n"))
                .containsExactly(
                        new NamedNetwork(
                                AddressRange.parse("10.1.0.0/16"),
                                "Berlin, Mitte",
                                "clients",
                                null,
                                List.of("voip", "guests")),
                        new NamedNetwork(AddressRange.parse("2001:db8:42::/48"), "Büro", null, "Köln", List.of()),
                        new NamedNetwork(AddressRange.parse("192.0.2.7/32"), "printer", null, null, List.of()));
    }

    @Test
    void columnsMayBeFewerAndInAnyOrder() throws Exception {
        assertThat(read("name,network\noffice,10.0.0.0/8\n"))
                .containsExactly(new NamedNetwork(AddressRange.parse("10.0.0.0/8"), "office", null, null, List.of()));
        assertThat(read(HEADER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/33,a,,, | in record 1, '10.0.0.0/33' is not a network such as 10.1.0.0/16",
                "office.example,a,,, | in record 1, 'office.example' is not a network",
                "10.0.0.0/8,,,, | in record 1, the name is missing",
                "10.0.0.0/8,a | in record 1, it has 2 columns",
                "10.0.0.0/8,\"a,,, | it is not CSV"
            })
    void aWrongLineIsNamed(String line, String problem) {
        assertThatThrownBy(() -> read(HEADER + line + "\n"))
                .isInstanceOf(NetworkListException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aWrongFileIsRefused() {
        assertThatThrownBy(() -> read("network;name\n10.0.0.0/8;a\n"))
                .hasMessageContaining("its first line must be network,name,role,site,tags");
        assertThatThrownBy(() -> read("")).hasMessageContaining("its first line must be");
        assertThatThrownBy(() -> read(HEADER + "10.0.0.0/8,a,,,\n10.9.0.0/8,b,,,\n"))
                .hasMessageContaining("in record 2, 10.0.0.0/8 is in the file twice");
        assertThatThrownBy(() -> read(HEADER + "10.0.0.0/8," + "a".repeat(101) + ",,,\n"))
                .hasMessageContaining("the name has more than 100 characters");
        assertThatThrownBy(() -> read(new byte[] {'n', (byte) 0xff})).hasMessageContaining("it is not UTF-8");
        assertThatThrownBy(() -> read(new byte[5 << 20])).hasMessageContaining("it is larger than 4 MiB");
        assertThatThrownBy(() -> NetworkList.read(folder.resolve("none.csv")))
                .hasMessageContaining("it cannot be read (NoSuchFileException)");
    }
}
