package io.wadi.cli;

import io.wadi.filter.TrafficFilter;
import io.wadi.message.MessageLines;
import io.wadi.message.PacketFormatException;
import io.wadi.message.PacketJson;
import io.wadi.message.TopicTail;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Prints the messages of a topic as lines of JSON. */
final class Tail {

    private final MessageLines lines = new MessageLines();
    private final PacketJson packets = new PacketJson();
    private final TrafficFilter filter;
    private final long most;
    private final OutputStream out;
    private final Consumer<String> problems;
    private long printed;

    /**
     * Creates a printer.
     *
     * @param filter which messages are printed; null for all
     * @param most how many are printed at most
     * @param problems receives a sentence about each message that is unreadable
     */
    Tail(TrafficFilter filter, long most, OutputStream out, Consumer<String> problems) {
        this.filter = filter;
        this.most = most;
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.problems = problems;
    }

    /**
     * Prints until the limit is reached.
     *
     * @param stopped whether to end now
     * @throws IOException if nobody reads the output any more
     */
    void run(TopicTail topic, BooleanSupplier stopped) throws IOException {
        while (printed < most && !stopped.getAsBoolean()) {
            for (ConsumerRecord<Object, Object> message : topic.poll()) {
                if (printed < most) {
                    print(message);
                }
            }
            out.flush();
        }
    }

    private void print(ConsumerRecord<Object, Object> message) throws IOException {
        for (byte[] part : packets.parts((byte[]) message.value())) {
            if (printed < most) {
                print(message, part);
            }
        }
    }

    private void print(ConsumerRecord<Object, Object> message, byte[] part) throws IOException {
        try {
            if (filter == null || filter.matches(part)) {
                out.write(lines.line(part).getBytes(StandardCharsets.UTF_8));
                out.write('\n');
                printed++;
            }
        } catch (PacketFormatException e) {
            problems.accept(message.topic() + "-" + message.partition() + " at offset " + message.offset()
                    + " is unreadable: " + e.getMessage());
        }
    }
}
