package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelDropsTest {

    private static final String HEAD =
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n";

    @TempDir
    private Path proc;

    private static String line(String address, int inode, int drops) {
        return "  17: " + address + " 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 " + inode
                + " 2 0000000000000000 " + drops + "\n";
    }

    @Test
    void addsUpTheDropsOfOwnSocketsAtThePort() throws IOException {
        Files.createDirectories(proc.resolve("self/fd"));
        Files.createDirectories(proc.resolve("net"));
        Files.createSymbolicLink(proc.resolve("self/fd/4"), Path.of("socket:[111]"));
        Files.createSymbolicLink(proc.resolve("self/fd/5"), Path.of("socket:[112]"));
        Files.createSymbolicLink(proc.resolve("self/fd/6"), Path.of("/tmp/file"));
        Files.writeString(
                proc.resolve("net/udp"),
                HEAD + line("0100007F:0807", 111, 5) + line("0100007F:0808", 112, 90) + line("0100007F:0807", 999, 70));
        Files.writeString(
                proc.resolve("net/udp6"), HEAD + line("00000000000000000000000000000000:0807", 112, 3) + "nonsense\n");
        assertThat(new KernelDrops(2055, proc).read()).isEqualTo(8);
    }

    @Test
    void whereThereIsNoProcItIsUnknown() {
        assertThat(new KernelDrops(2055, proc.resolve("none")).read()).isZero();
    }

    /** A socket that nobody reads, with the smallest buffer. */
    @Test
    void theKernelCountsWhatItDrops() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/net/udp")), "there is no /proc/net/udp");
        try (DatagramSocket deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket sender = new DatagramSocket()) {
            deaf.setReceiveBufferSize(4096);
            byte[] datagram = new byte[1000];
            for (int i = 0; i < 100; i++) {
                sender.send(new DatagramPacket(
                        datagram, datagram.length, InetAddress.getLoopbackAddress(), deaf.getLocalPort()));
            }
            assertThat(new KernelDrops(deaf.getLocalPort()).read()).isBetween(50L, 99L);
        }
    }
}
