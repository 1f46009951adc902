package io.wadi.netflow;

import io.wadi.packet.QueueBudget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source of datagrams with the state of its exporters and the tasks of its two threads.
 *
 * @param address what its socket is bound to; null if it reads captures
 */
record Worker(Intake receiving, DatagramDelivery delivering, Sources sources, InetSocketAddress address) {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /**
     * What the workers of an endpoint share.
     *
     * @param bounds what they may keep together
     * @param books makes the book of a worker
     * @param route where flows go
     */
    record Shared(
            NetflowConfiguration options,
            DecoderOptions decoding,
            QueueBudget budget,
            NetflowCounters counters,
            SourceBounds bounds,
            Supplier<MinuteBook> books,
            DatagramDelivery.Route route) {

        DatagramDecoder newDecoder() {
            return new DatagramDecoder(decoding, counters, bounds, books.get());
        }
    }

    /**
     * Opens the sockets, or one worker that reads captures.
     *
     * @param captures empty for sockets
     * @throws IOException if a socket cannot be bound, with the address
     */
    static List<Worker> open(List<ExportCapture> captures, Shared shared) throws IOException {
        if (shared.options.getKind() == NetflowConfiguration.Kind.file) {
            return List.of(reading(captures, shared));
        }
        InetSocketAddress address = shared.options.listen();
        List<Worker> opened = new ArrayList<>();
        try {
            for (int i = 0; i < shared.options.getThreads(); i++) {
                opened.add(listening(address, shared));
                // With port 0, the system chooses the port of the first socket.
                address = opened.get(0).address();
            }
        } catch (IOException | RuntimeException e) {
            opened.forEach(Worker::close);
            throw e;
        }
        return List.copyOf(opened);
    }

    /**
     * Opens a socket.
     *
     * @throws IOException if it cannot be bound, with the address
     */
    private static Worker listening(InetSocketAddress address, Shared shared) throws IOException {
        DatagramDecoder decoder = shared.newDecoder();
        DatagramChannel channel = open(shared.options, address);
        BlockingQueue<DatagramBatch> queue = new LinkedBlockingQueue<>();
        return new Worker(
                receiver(channel, queue, shared),
                new DatagramDelivery(queue, shared.budget, decoder, shared.route, true),
                decoder.sources(),
                (InetSocketAddress) channel.getLocalAddress());
    }

    private static DatagramReceiver receiver(DatagramChannel channel, BlockingQueue<DatagramBatch> queue, Shared shared)
            throws IOException {
        try {
            return new DatagramReceiver(
                    channel, shared.budget, queue, shared.options, shared.counters, Clock.systemUTC());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Reads captures. */
    private static Worker reading(List<ExportCapture> captures, Shared shared) {
        DatagramDecoder decoder = shared.newDecoder();
        BlockingQueue<DatagramBatch> queue = new LinkedBlockingQueue<>();
        return new Worker(
                new ExportReader(captures, shared.budget, queue, shared.options),
                new DatagramDelivery(queue, shared.budget, decoder, shared.route, false),
                decoder.sources(),
                null);
    }

    private static DatagramChannel open(NetflowConfiguration options, InetSocketAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, options.getReceiveBuffer());
            if (options.getThreads() > 1) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.bind(address);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new ListenException(address, e);
        }
        int granted = channel.getOption(StandardSocketOptions.SO_RCVBUF);
        if (granted < options.getReceiveBuffer()) {
            LOG.warn(
                    "The kernel grants a receive buffer of {} bytes instead of {}; raise it by: sysctl -w "
                            + "net.core.rmem_max={}",
                    granted,
                    options.getReceiveBuffer(),
                    options.getReceiveBuffer());
        }
        return channel;
    }

    void close() {
        try {
            receiving.close();
        } catch (IOException e) {
            LOG.debug("A socket of exporters could not be closed", e);
        }
    }
}
