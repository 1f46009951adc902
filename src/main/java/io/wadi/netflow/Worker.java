package io.wadi.netflow;

import io.wadi.packet.QueueBudget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A socket with the state of its exporters and the tasks of its two threads. */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final DatagramDecoder decoder;
    private final DatagramChannel channel;
    private final DatagramReceiver receiver;
    private final DatagramDelivery delivery;

    /**
     * Opens a socket.
     *
     * @throws IOException if it cannot be bound, with the address
     */
    Worker(
            NetflowConfiguration options,
            DecoderOptions decoding,
            InetSocketAddress address,
            QueueBudget budget,
            NetflowCounters counters,
            DatagramDelivery.Route route)
            throws IOException {
        decoder = new DatagramDecoder(decoding, counters);
        channel = open(options, address);
        BlockingQueue<DatagramBatch> queue = new LinkedBlockingQueue<>();
        receiver = receiver(options, budget, queue, counters);
        delivery = new DatagramDelivery(queue, budget, decoder, route);
    }

    private DatagramReceiver receiver(
            NetflowConfiguration options,
            QueueBudget budget,
            BlockingQueue<DatagramBatch> queue,
            NetflowCounters counters)
            throws IOException {
        try {
            return new DatagramReceiver(channel, budget, queue, options, counters, Clock.systemUTC());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
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
            throw new IOException("Cannot listen for exporters on " + address + ": " + e.getMessage(), e);
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

    /** The address that the socket is bound to. */
    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    Sources sources() {
        return decoder.sources();
    }

    Runnable receiving() {
        return receiver;
    }

    Runnable delivering() {
        return delivery;
    }

    void stopReceiving() {
        receiver.stop();
    }

    /** Ends the delivery after what was received before; call it after the receiving thread has ended. */
    void endDelivery() {
        delivery.end();
    }

    void close() {
        try {
            receiver.close();
        } catch (IOException e) {
            LOG.debug("A socket of exporters could not be closed", e);
        }
    }
}
