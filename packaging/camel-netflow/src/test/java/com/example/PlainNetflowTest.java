package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wadi.netflow.ExportedFlow;
import io.wadi.netflow.ExporterMinute;
import io.wadi.netflow.NetflowConsumer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** An application of Camel Main that uses the component and nothing else of Wadi. */
class PlainNetflowTest {

    private static final int SECONDS = 1_710_000_000;

    /** A datagram of NetFlow v5 with one flow: 192.0.2.1:5000 to 192.0.2.2:443, TCP, 7 packets, 4200 bytes. */
    private static byte[] datagram() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(24 + 48);
        bytes.putShort((short) 5).putShort((short) 1).putInt(60_000).putInt(SECONDS).putInt(0).putInt(1).putInt(0);
        bytes.put(InetAddress.getByName("192.0.2.1").getAddress());
        bytes.put(InetAddress.getByName("192.0.2.2").getAddress());
        bytes.putInt(0).putInt(0).putInt(7).putInt(4200).putInt(50_000).putInt(59_000);
        bytes.putShort((short) 5000).putShort((short) 443).put((byte) 0).put((byte) 0x1b).put((byte) 6);
        return bytes.array();
    }

    /** A datagram of NetFlow v9 with the template of one record, and that record: the same flow. */
    private static byte[] datagramWithTemplate() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20 + 44 + 36);
        bytes.putShort((short) 9).putShort((short) 2).putInt(60_000).putInt(SECONDS).putInt(1).putInt(0);
        bytes.putShort((short) 0).putShort((short) 44).putShort((short) 256).putShort((short) 9);
        for (int field : new int[] {8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 2, 4, 1, 4, 22, 4, 21, 4}) {
            bytes.putShort((short) field);
        }
        bytes.putShort((short) 256).putShort((short) 36);
        bytes.put(InetAddress.getByName("192.0.2.1").getAddress());
        bytes.put(InetAddress.getByName("192.0.2.2").getAddress());
        bytes.putShort((short) 5000).putShort((short) 443).put((byte) 6);
        bytes.putInt(7).putInt(4200).putInt(50_000).putInt(59_000);
        return bytes.array();
    }

    private static void export(int port, byte[] bytes) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    @Test
    void receivesAFlowAndItsMinute() throws Exception {
        String text = textOfTheReadme();
        Main main = new Main();
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("netflow:udp:127.0.0.1:0?ledger=direct:minutes&exporterNames=127.0.0.1=r1")
                        .routeId("flows")
                        .to("mock:flows")
                        .setBody(simple(text))
                        .to("mock:text");
                from("direct:minutes").to("mock:minutes");
            }
        });
        try {
            main.init();
            NotifyBuilder done = new NotifyBuilder(main.getCamelContext())
                    .fromRoute("flows")
                    .whenDone(1)
                    .create();
            main.start();
            NetflowConsumer consumer =
                    (NetflowConsumer) main.getCamelContext().getRoute("flows").getConsumer();
            export(consumer.port(), datagram());
            assertTrue(done.matches(30, TimeUnit.SECONDS));
            assertFlow(first(main, "mock:flows", ExportedFlow.class));
            assertEquals(
                    "1 flows, the first from 192.0.2.1, 4200 bytes, by r1",
                    mock(main, "mock:text").getExchanges().get(0).getMessage().getBody(String.class));
            assertEquals(1L, managed("Received"));
            assertMinute(main);
        } finally {
            main.stop();
        }
    }

    /** The names and types of fields are a file of the jar. */
    @Test
    void readsRecordsOfTemplates() throws Exception {
        Main main = new Main();
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("netflow:udp:127.0.0.1:0?exporterNames=127.0.0.1=r1")
                        .routeId("v9")
                        .to("mock:v9");
            }
        });
        try {
            main.start();
            NetflowConsumer consumer =
                    (NetflowConsumer) main.getCamelContext().getRoute("v9").getConsumer();
            MockEndpoint flows = mock(main, "mock:v9");
            flows.setResultWaitTime(TimeUnit.SECONDS.toMillis(30));
            flows.expectedMessageCount(1);
            export(consumer.port(), datagramWithTemplate());
            flows.assertIsSatisfied();
            assertFlow(first(main, "mock:v9", ExportedFlow.class));
        } finally {
            main.stop();
        }
    }

    /** What the route in the README logs. */
    private static String textOfTheReadme() throws IOException {
        Matcher log = Pattern.compile("\\.log\\(\"(.+)\"\\);").matcher(Files.readString(Path.of("README.md")));
        assertTrue(log.find());
        return log.group(1);
    }

    private static <T> T first(Main main, String mock, Class<T> type) {
        List<?> body = mock(main, mock).getExchanges().get(0).getMessage().getBody(List.class);
        assertEquals(1, body.size());
        return type.cast(body.get(0));
    }

    private static MockEndpoint mock(Main main, String uri) {
        return main.getCamelContext().getEndpoint(uri, MockEndpoint.class);
    }

    private static Object managed(String attribute) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName consumers = new ObjectName("org.apache.camel:type=consumers,name=NetflowConsumer*,*");
        return server.getAttribute(server.queryNames(consumers, null).iterator().next(), attribute);
    }

    private static void assertFlow(ExportedFlow flow) {
        assertEquals("192.0.2.1", flow.src().toString());
        assertEquals(443, flow.dstPort());
        assertEquals("TCP", flow.transport());
        assertEquals(7, flow.packets());
        assertEquals(4200, flow.bytes());
        assertEquals("r1", flow.exporter().name());
    }

    /** The ledger is sent every ten seconds, and when the route stops. */
    private static void assertMinute(Main main) throws InterruptedException {
        MockEndpoint minutes = mock(main, "mock:minutes");
        minutes.setResultWaitTime(TimeUnit.SECONDS.toMillis(30));
        minutes.expectedMinimumMessageCount(1);
        minutes.assertIsSatisfied();
        assertEquals(1, first(main, "mock:minutes", ExporterMinute.class).datagrams());
    }

    /** It brings no settings and no logging of its own, and does without Micrometer. */
    @Test
    void leavesTheApplicationAlone() {
        ClassLoader loader = getClass().getClassLoader();
        assertNull(loader.getResource("application.properties"));
        assertNull(loader.getResource("log4j2.xml"));
        assertThrows(
                ClassNotFoundException.class,
                () -> loader.loadClass("io.micrometer.core.instrument.MeterRegistry"));
        assertThrows(ClassNotFoundException.class, () -> loader.loadClass("io.wadi.Wadi"));
    }
}
