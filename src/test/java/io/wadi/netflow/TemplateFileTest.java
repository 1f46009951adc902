package io.wadi.netflow;

import static io.wadi.netflow.DatagramBuilder.ipfix;
import static io.wadi.netflow.DatagramBuilder.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates over a restart of the endpoint, from an exporter that keeps its port. */
class TemplateFileTest extends NetflowTestSupport {

    /** Source, destination, packets, bytes. */
    private static final byte[] TEMPLATE = set(2, new DatagramBuilder().u16(256, 4, 8, 4, 12, 4, 2, 4, 1, 4));

    private static final byte[] DATA =
            set(256, new DatagramBuilder().ip("192.0.2.1", "198.51.100.2").u32(7, 700));

    @TempDir
    private Path folder;

    private DatagramSocket exporter;

    @BeforeEach
    void open() throws Exception {
        exporter = new DatagramSocket();
    }

    @AfterEach
    void close() {
        exporter.close();
    }

    private Path file() {
        return folder.resolve("sub").resolve("templates");
    }

    private NetflowConsumer start() throws Exception {
        return start("batchSize=1&threads=2&templateFile=RAW(" + file() + ")");
    }

    private void export(NetflowConsumer consumer, byte[]... sets) throws Exception {
        long received = consumer.getReceived();
        byte[] datagram = ipfix(System.currentTimeMillis() / 1000, 0, 1, sets);
        exporter.send(new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), consumer.port()));
        awaitReceived(consumer, received + 1);
    }

    private void stop() throws Exception {
        context.getRouteController().stopRoute(ROUTE);
        context.removeRoute(ROUTE);
    }

    @Test
    void dataIsReadAtOnceAfterARestart() throws Exception {
        export(start(), TEMPLATE);
        stop();
        assertThat(file()).content().contains("SRC_V4:4 DST_V4:4 PACKETS:4 BYTES:4");
        NetflowConsumer again = start();
        export(again, DATA);
        awaitDelivered(again, 1);
        assertThat(flows()).singleElement().returns(7L, ExportedFlow::packets).returns(700L, ExportedFlow::bytes);
        assertThat(again.counters().waiting()).isZero();
    }

    @Test
    void aStreamThatIsNotSeenMeanwhileKeepsItsTemplates() throws Exception {
        export(start(), TEMPLATE);
        stop();
        try (DatagramSocket other = new DatagramSocket()) {
            NetflowConsumer between = start();
            byte[] datagram = ipfix(System.currentTimeMillis() / 1000, 0, 2, TEMPLATE);
            other.send(new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), between.port()));
            awaitReceived(between, 1);
        }
        stop();
        assertThat(file()).content().hasLineCount(3);
        NetflowConsumer again = start();
        export(again, DATA);
        awaitDelivered(again, 1);
    }

    @Test
    void aWithdrawnOrOldTemplateIsNotUsed() throws Exception {
        NetflowConsumer first = start();
        export(first, TEMPLATE);
        export(first, set(2, new DatagramBuilder().u16(256, 0)));
        stop();
        assertThat(file()).content().hasLineCount(1);

        export(start(), TEMPLATE);
        stop();
        Files.writeString(file(), Files.readString(file()).replaceAll(" \\d{10} data", " 1000000000 data"));
        NetflowConsumer again = start();
        export(again, DATA);
        await().atMost(PATIENCE).until(() -> again.counters().waiting() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "something else",
                "wadi templates 1\n127.0.0.1 1 ipfix",
                "wadi templates 1\n127.0.0.1 1 ipfix 1 256 1700000000 data SRC_V4:70000",
                "wadi templates 1\n127.0.0.1 1 ipfix 1 256 1700000000 data NO_FIELD:4",
                "wadi templates 1\n127.0.0.1 1 ipfix 1 256 1700000000 data SRC_V4:0",
                "wadi templates 1\nhost 1 ipfix 1 256 1700000000 data SRC_V4:4",
            })
    void aBadFileIsIgnoredAndReplaced(String content) throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), content);
        export(start(), TEMPLATE, DATA);
        await().atMost(PATIENCE).until(() -> flows().size() == 1);
        stop();
        assertThat(file()).content().startsWith("wadi templates 1\n127.0.0.1 ").hasLineCount(2);
    }
}
