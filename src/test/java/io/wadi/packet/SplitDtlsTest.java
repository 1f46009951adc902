package io.wadi.packet;

import static io.wadi.packet.DtlsClient.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.app.SplitMessageCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** ClientHellos of DTLS in several fragments (RFC 6347 section 4.2.3, RFC 9147 section 5.5). */
class SplitDtlsTest {

    private static final String NAME = "www.fragments.example";
    private static final byte[] HELLO = Hellos.dtls(NAME, 1300);
    private static final int END = HELLO.length;

    /** Within the name. */
    private static final int MIDDLE = END - 18;

    private static final int FLOOD = 100_000;
    private static final long MOST_HEAP = 24 << 20;

    private final PacketDecoder decoder = new PacketDecoder("test/dtls");
    private final DtlsClient client = new DtlsClient(decoder, 50000);
    private final Random random = new Random(17);

    private SplitMessageCounts counts() {
        return decoder.counts().splitMessages();
    }

    @Test
    void joinsFragmentsOfSeveralDatagrams() {
        client.send(record(HELLO, 0, 700)).send(record(HELLO, 700, 1300)).send(record(HELLO, 1300, END));
        assertThat(client.names()).containsExactly(NAME);
        assertThat(counts()).isEqualTo(new SplitMessageCounts(1, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void joinsFragmentsOfOneDatagram() {
        client.send(record(HELLO, 0, MIDDLE), record(HELLO, MIDDLE, END));
        assertThat(client.names()).containsExactly(NAME);
    }

    @Test
    void joinsFragmentsThatOverlapRepeatAndComeInAnyOrder() {
        client.send(record(HELLO, MIDDLE, END))
                .send(record(HELLO, MIDDLE, END))
                .send(record(HELLO, 600, MIDDLE + 3))
                .send(record(HELLO, 0, 700));
        assertThat(client.names()).containsExactly(NAME);
    }

    @Test
    void givesTheNameOnce() {
        byte[] early = Hellos.dtls(NAME, 10);
        client.send(record(early, 0, early.length - 2)).send(record(early, early.length - 2, early.length));
        assertThat(client.names()).containsExactly(NAME);
        assertThat(counts().begun()).isEqualTo(counts().complete()).isEqualTo(1);
    }

    @Test
    void aWholeHelloIsNotKept() {
        client.send(record(HELLO, 0, END));
        assertThat(client.names()).containsExactly(NAME);
        assertThat(counts()).isEqualTo(SplitMessageCounts.NONE);
    }

    @Test
    void aWholeHelloEndsTheFragmentsThatAreKept() {
        client.send(record(HELLO, 0, 700)).send(record(HELLO, 0, END)).send(record(HELLO, 0, END));
        assertThat(client.names()).containsExactly(NAME, NAME);
        assertThat(counts().complete()).isEqualTo(counts().begun()).isEqualTo(1);
    }

    @Test
    void aFirstFragmentNamesOnlyWithItsOwnBytes() {
        client.send(record(HELLO, 0, MIDDLE), record(0, 5, HELLO, MIDDLE, END));
        assertThat(client.names()).isEmpty();
    }

    @Test
    void doesNotNameAHelloWithAHole() {
        client.send(record(HELLO, 0, MIDDLE)).send(record(HELLO, MIDDLE + 1, END));
        client.send(record(HELLO, MIDDLE + 1, END)).send(record(HELLO, 0, MIDDLE));
        assertThat(client.names()).isEmpty();
    }

    @Test
    void readsTheHelloThatRepeatsAfterACookieApart() {
        client.send(record(0, 0, HELLO, 0, MIDDLE)).send(record(0, 1, HELLO, MIDDLE, END));
        assertThat(client.names()).isEmpty();
        client.send(record(0, 1, HELLO, 0, MIDDLE));
        assertThat(client.names()).containsExactly(NAME);
    }

    @Test
    void doesNotJoinHellosOfOtherContentLengthOrPort() {
        byte[] other = Hellos.dtls("www.different.example", 1300);
        byte[] longer = Hellos.dtls("www.fragments-too.example", 1300);
        client.send(record(HELLO, 0, MIDDLE)).send(record(longer, MIDDLE, longer.length));
        new DtlsClient(decoder, 50001).send(record(HELLO, MIDDLE, END));
        client.send(record(other, MIDDLE - 9, END));
        assertThat(client.names()).isEmpty();
        client.send(record(other, 0, MIDDLE));
        assertThat(client.names()).containsExactly("www.different.example");
        assertThat(counts().broken()).isEqualTo(1);
    }

    @Test
    void doesNotReadEncryptedOrImpossibleFragments() {
        client.send(record(1, 0, HELLO, 0, END));
        byte[] beyond = record(HELLO, MIDDLE, END);
        beyond[21] += 20;
        client.send(record(HELLO, 0, MIDDLE)).send(beyond);
        assertThat(client.names()).isEmpty();
    }

    @Test
    void keepsNoFragmentThatWasNotCapturedCompletely() {
        byte[] second = record(HELLO, MIDDLE, END);
        client.send(record(HELLO, 0, MIDDLE)).sendCut(second, second.length - 1);
        assertThat(client.names()).isEmpty();
        byte[] early = Hellos.dtls(NAME, 10);
        byte[] first = record(early, 0, early.length - 1);
        client.sendCut(first, first.length - 1);
        assertThat(client.names()).containsExactly(NAME);
    }

    @Test
    void aHelloThatIsTooLongIsGivenUp() {
        byte[] endless = Arrays.copyOf(HELLO, 70_000);
        for (int at = 0; at < endless.length; at += 1300) {
            client.send(record(endless, at, Math.min(endless.length, at + 1300)));
        }
        assertThat(client.names()).containsExactly(NAME);
        assertThat(counts().tooLong()).isEqualTo(1);
    }

    @Test
    void aFloodOfFragmentsTakesBoundedMemory() {
        long before = heapBytes();
        for (int i = 0; i < FLOOD; i++) {
            DtlsClient each = new DtlsClient(decoder, 10_000 + i % 50_000);
            each.send(record(0, i / 50_000, HELLO, i % 2 * 100, 1300));
        }
        assertThat(heapBytes() - before).as("heap").isLessThan(MOST_HEAP);
        assertThat(counts().begun()).isEqualTo(FLOOD);
        assertThat(counts().overBudget() + counts().displaced()).isGreaterThan(FLOOD / 2);
        client.send(record(0, 9, HELLO, 0, 1300)).send(record(0, 9, HELLO, 1300, END));
        assertThat(client.names()).containsExactly(NAME);
    }

    /** Many clients at once, whose fragments are lost, repeated, and shuffled among each other. */
    @Test
    void mixedClientsGiveOnlyTheirOwnNames() {
        List<Runnable> sends = new ArrayList<>();
        List<DtlsClient> clients = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            byte[] hello = Hellos.dtls("host-" + i + ".example", random.nextInt(2000));
            DtlsClient each = new DtlsClient(decoder, 20_000 + i);
            clients.add(each);
            fragments(hello.length).stream()
                    .filter(fragment -> random.nextInt(50) > 0)
                    .forEach(fragment -> sends.add(() -> each.send(record(hello, fragment[0], fragment[1]))));
        }
        Collections.shuffle(sends, random);
        sends.forEach(Runnable::run);
        for (int i = 0; i < clients.size(); i++) {
            assertThat(clients.get(i).names()).isSubsetOf("host-" + i + ".example");
        }
        assertThat(clients.stream().filter(each -> !each.names().isEmpty())).hasSizeGreaterThan(500);
    }

    private List<int[]> fragments(int length) {
        List<int[]> fragments = new ArrayList<>();
        for (int from = 0; from < length; ) {
            int to = Math.min(length, from + 1 + random.nextInt(900));
            int overlap = random.nextInt(3) == 0 ? random.nextInt(from + 1) : from;
            fragments.add(new int[] {overlap, to});
            from = to;
        }
        return fragments;
    }

    private static long heapBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
