package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wadi.packet.Packet;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application of Camel Main that uses the component and nothing else of Wadi. */
class PlainPcapTest {

    private static final int RAW_IP = 101;

    @TempDir
    private Path folder;

    /** A capture (libpcap's file format) with one packet: 192.0.2.1:5000 to 192.0.2.2:9999, UDP, four bytes. */
    private Path capture() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(24 + 16 + 32).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65_535).putInt(RAW_IP);
        file.putInt(1_710_000_000).putInt(123_456).putInt(32).putInt(32);
        file.order(ByteOrder.BIG_ENDIAN);
        file.putInt(0x45000020).putInt(0).putInt(0x40110000);
        file.put(InetAddress.getByName("192.0.2.1").getAddress());
        file.put(InetAddress.getByName("192.0.2.2").getAddress());
        file.putShort((short) 5000).putShort((short) 9999).putShort((short) 12).putShort((short) 0).putInt(0);
        return Files.write(folder.resolve("one.pcap"), file.array());
    }

    @Test
    void readsACapture() throws Exception {
        Path capture = capture();
        String text = textOfTheReadme();
        Main main = new Main();
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("pcap:file:" + capture).routeId("packets")
                        .to("mock:packets")
                        .setBody(simple(text))
                        .to("mock:text");
            }
        });
        try {
            main.init();
            NotifyBuilder done =
                    new NotifyBuilder(main.getCamelContext()).whenDone(1).create();
            main.start();
            assertTrue(done.matches(30, TimeUnit.SECONDS));
            assertPacket(first(main, "mock:packets"));
            String logged = first(main, "mock:text").getMessage().getBody(String.class);
            assertTrue(logged.matches("1 packets of .*/one\\.pcap, the first from 192\\.0\\.2\\.1"), logged);
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

    private static Exchange first(Main main, String mock) {
        return main.getCamelContext()
                .getEndpoint(mock, MockEndpoint.class)
                .getExchanges()
                .get(0);
    }

    private static void assertPacket(Exchange exchange) {
        List<?> packets = exchange.getMessage().getBody(List.class);
        assertEquals(1, packets.size());
        Packet packet = (Packet) packets.get(0);
        assertEquals("192.0.2.1", packet.src().toString());
        assertEquals(9999, packet.dstPort());
        assertEquals("UDP", packet.transport());
        assertEquals(1_710_000_000_123_456_000L, packet.timestampNanos());
        assertEquals(32, packet.size());
        assertTrue(exchange.getMessage().getHeader("CamelPcapProbe", String.class).endsWith("one.pcap"));
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
