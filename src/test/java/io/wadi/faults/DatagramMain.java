package io.wadi.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends datagrams to random hosts until its standard input ends, and prints how many: source address, first two numbers
 * of the targets, port, datagrams a second, seed.
 */
final class DatagramMain {

    private static final int TICK_MILLIS = 50;
    private static final int TICKS = 1_000 / TICK_MILLIS;
    private static final int SOCKETS = 16;
    private static final int NETWORKS = 4;
    private static final int LARGEST = 1_200;

    private final DatagramSocket[] sockets = new DatagramSocket[SOCKETS];
    private final byte[] payload = new byte[LARGEST];
    private final String targets;
    private final int port;
    private final Random random;
    private long sent;

    private DatagramMain(String source, String targets, int port, long seed) throws IOException {
        for (int i = 0; i < SOCKETS; i++) {
            sockets[i] = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(source), 0));
        }
        this.targets = targets;
        this.port = port;
        random = new Random(seed);
    }

    public static void main(String[] arguments) throws Exception {
        DatagramMain main = new DatagramMain(
                arguments[0], arguments[1], Integer.parseInt(arguments[2]), Long.parseLong(arguments[4]));
        CountDownLatch end = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // An end like any other.
            }
            end.countDown();
        });
        reader.setDaemon(true);
        reader.start();
        int each = Math.max(1, Integer.parseInt(arguments[3]) / TICKS);
        while (!end.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
            main.send(each);
        }
        System.out.println(main.sent);
    }

    private void send(int datagrams) {
        for (int i = 0; i < datagrams; i++) {
            try {
                InetAddress target = InetAddress.getByName(
                        targets + "." + random.nextInt(NETWORKS) + "." + (1 + random.nextInt(254)));
                sockets[random.nextInt(SOCKETS)].send(
                        new DatagramPacket(payload, random.nextInt(LARGEST), target, port));
                sent++;
            } catch (IOException e) {
                // The link's queue is full: this one was not sent, and is not counted.
            }
        }
    }
}
