package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Outcome;
import io.wadi.packet.Packet;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PcapngFileTest extends PcapTestSupport {

    private static final long MICROS = 1_700_000_000_000_000L;

    private PcapSource readOne(PcapngFileBuilder builder) throws Exception {
        return readOne(builder.write(folder.resolve("a.pcapng")), "");
    }

    private PcapSource readOne(Path capture, String options) throws Exception {
        PcapConsumer consumer = read(file(capture) + options);
        assertAddsUp(consumer.counters());
        return consumer.sources().get(0);
    }

    private static PcapngFileBuilder little() {
        return new PcapngFileBuilder(ByteOrder.LITTLE_ENDIAN);
    }

    private static PcapngFileBuilder mixed() {
        return little().networkInterface(PcapFileBuilder.ETHERNET, 0, "eth0", 6, 0)
                .networkInterface(PcapFileBuilder.RAW_IP, 100, "tun0", 9, 0)
                .packet(0, MICROS, TestFrames.udp(1))
                .packet(1, MICROS * 1000 + 7, TestFrames.rawUdp(2))
                .packet(0, MICROS + 1, TestFrames.udp(3));
    }

    @Test
    void readsInterfacesOfOtherLinkTypesSnaplensAndTimeScales() throws Exception {
        PcapSource source = readOne(mixed());
        assertThat(sourcePorts()).containsExactly(1, 2, 3);
        assertThat(packets()).extracting(Packet::type).containsExactly("Ethernet", "Raw IP", "Ethernet");
        assertThat(packets())
                .extracting(Packet::timestampNanos)
                .containsExactly(MICROS * 1000, MICROS * 1000 + 7, MICROS * 1000 + 1000);
        assertThat(source.problem()).isNull();
        assertThat(source.interfaces())
                .containsExactly(new FileInterface.Counts("eth0", 2, 0, 0), new FileInterface.Counts("tun0", 1, 0, 0));
    }

    @Test
    void readsSectionsOfBothByteOrders() throws Exception {
        PcapngFileBuilder file = mixed().section(ByteOrder.BIG_ENDIAN)
                .networkInterface(PcapFileBuilder.RAW_IP, 0, "tun1", 6, 1_700_000_000)
                .packet(0, 5, TestFrames.rawUdp(4))
                .section(ByteOrder.LITTLE_ENDIAN)
                .networkInterface(PcapFileBuilder.ETHERNET, 0, 6)
                .packet(0, MICROS, TestFrames.udp(5));
        PcapSource source = readOne(file);
        assertThat(sourcePorts()).containsExactly(1, 2, 3, 4, 5);
        assertThat(packets().get(3).timestampNanos()).isEqualTo(MICROS * 1000 + 5000);
        assertThat(source.interfaces())
                .extracting(FileInterface.Counts::name)
                .containsExactly("eth0", "tun0", "tun1", "interface 0");
    }

    @Test
    void readsSimpleAndObsoletePackets() throws Exception {
        byte[] frame = TestFrames.udp(2);
        PcapngFileBuilder file = little().networkInterface(PcapFileBuilder.ETHERNET, 44, 6)
                .obsoletePacket(0, 0, MICROS, TestFrames.udp(1))
                .simplePacket(frame.length, Arrays.copyOf(frame, 44));
        readOne(file);
        assertThat(packets())
                .extracting(Packet::srcPort, Packet::captured, Packet::length, Packet::timestampNanos)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, frame.length, frame.length, MICROS * 1000),
                        org.assertj.core.groups.Tuple.tuple(2, 44, frame.length, 0L));
    }

    @Test
    void countsWhatTheCaptureDropped() throws Exception {
        PcapngFileBuilder file = mixed().statistics(0, 2, 10)
                .statistics(1, 1, 0)
                .statistics(0, 3, 12)
                .statistics(9, 100, 100)
                .section(ByteOrder.BIG_ENDIAN)
                .networkInterface(PcapFileBuilder.ETHERNET, 0, 6)
                .statistics(0, 5, -1);
        PcapSource source = readOne(file);
        assertThat(source.counters().kernelDropped()).isEqualTo(112);
        assertThat(source.counters().interfaceDropped()).isEqualTo(109);
        assertThat(source.interfaces())
                .contains(
                        new FileInterface.Counts("eth0", 2, 3, 12),
                        new FileInterface.Counts("tun0", 1, 1, 0),
                        new FileInterface.Counts("interface 0", 0, 5, 0));
    }

    @Test
    void countsWhatObsoletePacketsSayWasLost() throws Exception {
        PcapngFileBuilder file = little().networkInterface(PcapFileBuilder.ETHERNET, 0, 6)
                .obsoletePacket(0, 7, MICROS, TestFrames.udp(1))
                .obsoletePacket(0, -1, MICROS, TestFrames.udp(2))
                .obsoletePacket(0, 30, MICROS, TestFrames.udp(3));
        assertThat(readOne(file).counters().kernelDropped()).isEqualTo(37);
    }

    @Test
    void statisticsIncludeWhatObsoletePacketsSayWasLost() throws Exception {
        PcapngFileBuilder file = little().networkInterface(PcapFileBuilder.ETHERNET, 0, 6)
                .obsoletePacket(0, 7, MICROS, TestFrames.udp(1))
                .statistics(0, 2, 6);
        PcapSource source = readOne(file);
        assertThat(source.counters().kernelDropped()).isEqualTo(6);
        assertThat(source.counters().interfaceDropped()).isEqualTo(2);
    }

    @Test
    void appliesTheFilterToEachLinkType() throws Exception {
        Path capture = mixed().write(folder.resolve("a.pcapng"));
        readOne(capture, "?filter=udp src port 2 or udp src port 3");
        assertThat(sourcePorts()).containsExactly(2, 3);
        batches.clear();
        context.getRouteController().stopRoute(ROUTE);
        context.removeRoute(ROUTE);
        readOne(capture, "?filter=ether src 02:00:00:00:00:01 or ether dst 02:00:00:00:00:01 or arp");
        assertThat(sourcePorts()).doesNotContain(2);
    }

    @Test
    void passesOverOtherBlocks() throws Exception {
        PcapngFileBuilder file = mixed().block(10, 0)
                .block(0x0bad, 3_000_000)
                .block(4, 8)
                .packet(1, MICROS * 1000, TestFrames.rawUdp(4));
        assertThat(readOne(file).problem()).isNull();
        assertThat(sourcePorts()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void rejectsFramesOfUnknownInterfacesAndLyingLengthsAndGoesOn() throws Exception {
        PcapngFileBuilder file = little().networkInterface(PcapFileBuilder.ETHERNET, 0, 6)
                .packet(7, MICROS, TestFrames.udp(1))
                .lyingPacket(5)
                .lyingPacket(-1)
                .block(6, 8)
                .packet(0, MICROS, TestFrames.udp(2));
        PcapSource source = readOne(file);
        assertThat(sourcePorts()).containsExactly(2);
        assertThat(source.counters().count(Outcome.REJECTED_LINK_TYPE)).isEqualTo(1);
        assertThat(source.counters().count(Outcome.REJECTED_LENGTH)).isEqualTo(2);
        assertThat(source.counters().count(Outcome.REJECTED_EMPTY)).isEqualTo(1);
        assertThat(source.problem()).isNull();
    }

    @Test
    void keepsWhatComesBeforeDamage() throws Exception {
        byte[] good = mixed().toBytes();
        byte[] wrongEnd = good.clone();
        wrongEnd[wrongEnd.length - 1] = 1;
        assertDamaged(wrongEnd, 3, "at its end");
        assertDamaged(Arrays.copyOf(good, good.length - 5), 2, "truncated");
        assertDamaged(mixed().raw(new byte[] {6, 0, 0, 0, 13, 0, 0, 0}).toBytes(), 3, "a block claims 13 bytes");
        assertDamaged(mixed().raw(new byte[] {6, 0, 0, 0, 0, 0, 0, 0x10}).toBytes(), 3, "a block claims 268435456");
        byte[] section = new byte[28];
        System.arraycopy(good, 0, section, 0, 8);
        assertDamaged(mixed().raw(section).toBytes(), 3, "byte order");
    }

    private void assertDamaged(byte[] bytes, int packets, String reason) throws Exception {
        PcapSource source = readOne(Files.write(folder.resolve("damaged.pcapng"), bytes), "");
        assertThat(packets()).as(reason).hasSize(packets);
        assertThat(source.problem()).contains("ends early").contains(reason);
        batches.clear();
        context.getRouteController().stopRoute(ROUTE);
        context.removeRoute(ROUTE);
    }

    @Test
    void manyInterfacesAreBounded() throws Exception {
        PcapngFileBuilder file = little();
        for (int i = 0; i < 5_000; i++) {
            file.networkInterface(PcapFileBuilder.ETHERNET, 0, 6);
        }
        file.packet(4_095, MICROS, TestFrames.udp(1)).packet(4_999, MICROS, TestFrames.udp(2));
        for (int i = 0; i < 1_000; i++) {
            file.section(ByteOrder.LITTLE_ENDIAN).networkInterface(PcapFileBuilder.ETHERNET, 0, 6);
        }
        PcapSource source = readOne(file);
        assertThat(sourcePorts()).containsExactly(1);
        assertThat(source.counters().count(Outcome.REJECTED_LINK_TYPE)).isEqualTo(1);
        assertThat(source.interfaces()).hasSizeLessThan(70);
        assertThat(source.interfaces().stream()
                        .mapToLong(FileInterface.Counts::frames)
                        .sum())
                .isEqualTo(2);
    }
}
