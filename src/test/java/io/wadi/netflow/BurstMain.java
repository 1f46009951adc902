package io.wadi.netflow;

import static io.wadi.netflow.DatagramBuilder.v5;
import static io.wadi.netflow.DatagramBuilder.v5Record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * An exporter of NetFlow v5. For each line with a number it sends as many datagrams of one record as fast as it can, and
 * answers with the numbers of datagrams sent and left out so far. One of a thousand is left out, as if the network had lost it.
 */
final class BurstMain {

    private static final int LEFT_OUT = 1_000;

    private BurstMain() {}

    /** Sends to an address and a port. */
    public static void main(String[] arguments) throws IOException {
        InetSocketAddress collector = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (DatagramSocket socket = new DatagramSocket()) {
            int sequence = 0;
            int leftOut = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                for (int end = sequence + Integer.parseInt(line); sequence < end; sequence++) {
                    if (sequence % LEFT_OUT == LEFT_OUT / 2) {
                        leftOut++;
                    } else {
                        byte[] datagram = v5(1, System.currentTimeMillis() / 1_000, sequence, 0, v5Record(1, 40, 0, 1));
                        socket.send(new DatagramPacket(datagram, datagram.length, collector));
                    }
                }
                System.out.println(sequence - leftOut + " " + leftOut);
            }
        }
    }
}
