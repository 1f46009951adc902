package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Packet;
import io.wadi.packet.RandomPackets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Damaged messages are refused with a reason, or give a packet that is valid in JSON as well. */
class PacketProtoMutationTest {

    private static final int MUTATIONS = 100_000;

    private final PacketProtoWriter writer = new PacketProtoWriter();
    private final PacketProtoReader reader = new PacketProtoReader();
    private final PacketJsonWriter jsonWriter = new PacketJsonWriter();
    private final PacketJsonReader jsonReader = new PacketJsonReader();

    @Test
    void readsNothingThatJsonRefuses() {
        SplittableRandom random = new SplittableRandom(18);
        RandomPackets packets = new RandomPackets(18);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            messages.add(writer.write(packets.next()));
        }
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] message = messages.get(random.nextInt(messages.size()));
            for (int changes = 1 + random.nextInt(3); changes > 0 && message.length > 0; changes--) {
                message = mutated(message, random);
            }
            read += check(message) ? 1 : 0;
        }
        // Many changes hit a number or a text, which stays valid.
        assertThat(read).isBetween(MUTATIONS / 20, MUTATIONS - MUTATIONS / 20);
    }

    private boolean check(byte[] message) {
        Packet packet;
        try {
            packet = reader.read(message);
        } catch (PacketFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(HexFormat.of().formatHex(message), e);
        }
        try {
            assertThat(reader.read(writer.write(packet))).isEqualTo(packet);
            Packet again = jsonReader.read(jsonWriter.write(packet));
            assertThat(again.src()).isEqualTo(packet.src());
        } catch (PacketFormatException e) {
            throw new AssertionError(HexFormat.of().formatHex(message) + " is " + packet, e);
        }
        return true;
    }

    private static byte[] mutated(byte[] message, SplittableRandom random) {
        int at = random.nextInt(message.length);
        int end = Math.min(message.length, at + 1 + random.nextInt(random.nextBoolean() ? 2 : 40));
        byte any = (byte) random.nextInt(256);
        return switch (random.nextInt(6)) {
            case 0 -> joined(message, at, new byte[] {any}, at + 1);
            case 1 -> joined(message, at, new byte[] {any}, at);
            case 2 -> joined(message, at, new byte[0], end);
            case 3 -> joined(message, end, Arrays.copyOfRange(message, at, end), end);
            case 4 -> joined(message, at, new byte[] {(byte) (message[at] ^ 1 << random.nextInt(8))}, at + 1);
            default -> joined(message, at, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1}, at + 1);
        };
    }

    private static byte[] joined(byte[] message, int before, byte[] middle, int after) {
        byte[] joined = Arrays.copyOf(message, before + middle.length + message.length - after);
        System.arraycopy(middle, 0, joined, before, middle.length);
        System.arraycopy(message, after, joined, before + middle.length, message.length - after);
        return joined;
    }
}
