package io.wadi.netflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Sends each datagram that it receives to several collectors on loopback. */
final class DatagramRelay implements AutoCloseable {

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final int[] ports;
    private volatile long relayed;
    private final Thread thread = new Thread(this::relay, "relay");

    DatagramRelay(int... ports) throws IOException {
        this.ports = ports.clone();
        socket.setReceiveBufferSize(4 << 20);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void relay() {
        byte[] bytes = new byte[65_535];
        try {
            for (DatagramPacket datagram = next(bytes); datagram.getLength() > 0; datagram = next(bytes)) {
                for (int port : ports) {
                    datagram.setSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    socket.send(datagram);
                }
                relayed++;
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private DatagramPacket next(byte[] bytes) throws IOException {
        DatagramPacket datagram = new DatagramPacket(bytes, bytes.length);
        socket.receive(datagram);
        return datagram;
    }

    /** Waits until all that was sent so far is relayed; returns the number of datagrams. */
    long end() throws IOException, InterruptedException {
        try (DatagramSocket last = new DatagramSocket()) {
            last.send(new DatagramPacket(new byte[0], 0, socket.getLocalSocketAddress()));
        }
        thread.join();
        return relayed;
    }

    @Override
    public void close() {
        socket.close();
    }
}
