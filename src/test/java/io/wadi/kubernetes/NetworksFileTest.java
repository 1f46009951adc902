package io.wadi.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworksFileTest {

    @TempDir
    private Path folder;

    private static NamedAddress named(IpAddress address, String name) {
        return new NamedAddress(address, name, "role", "", "pod");
    }

    @Test
    void aFileThatStaysTheSameIsNotTouched() throws IOException {
        Path path = folder.resolve("networks.csv");
        NetworksFile file = new NetworksFile(path);
        List<NamedAddress> names = List.of(named(IpAddress.parse("10.0.0.1"), "a"));
        file.write(names);
        Files.setLastModifiedTime(path, FileTime.fromMillis(0));

        file.write(names);
        assertThat(Files.getLastModifiedTime(path).toMillis()).isZero();

        Files.delete(path);
        file.write(names);
        assertThat(path).exists();
    }

    @Test
    void anAddressHasOneName() throws IOException {
        Path path = folder.resolve("networks.csv");
        IpAddress address = IpAddress.parse("10.0.0.1");

        assertThat(new NetworksFile(path).write(List.of(named(address, "b"), named(address, "a"))))
                .isEqualTo(1);
        assertThat(Files.readAllLines(path)).endsWith("10.0.0.1,a,role,,pod");
    }

    @Test
    void itHasNoMoreThanItsReaderTakes() throws IOException {
        Path path = folder.resolve("networks.csv");
        List<NamedAddress> names = IntStream.range(0, NetworksFile.MOST + 5)
                .mapToObj(i -> named(IpAddress.v4(i + 1), "pod"))
                .toList();

        assertThat(new NetworksFile(path).write(names)).isEqualTo(NetworksFile.MOST);
        assertThat(Files.readAllLines(path)).hasSize(NetworksFile.MOST + 1);
    }

    @Test
    void aFolderThatIsNotThereIsReported() {
        Path path = folder.resolve("missing/networks.csv");

        assertThatThrownBy(() -> new NetworksFile(path).write(List.of()))
                .isInstanceOf(KubernetesException.class)
                .hasMessage("Cannot write " + path + ": the file or folder does not exist");
    }
}
