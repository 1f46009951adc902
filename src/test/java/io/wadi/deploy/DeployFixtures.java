package io.wadi.deploy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.service.ServiceSupport;

/** Beans and listeners that record what a deployment did. */
final class DeployFixtures {

    private DeployFixtures() {}

    /** Files that started routes came from, in order. */
    static final class Starts extends EventNotifierSupport {

        private final List<String> sources = new CopyOnWriteArrayList<>();

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.RouteStartedEvent started) {
                String location = started.getRoute().getSourceResource().getLocation();
                sources.add(location.substring(location.lastIndexOf('/') + 1));
            }
        }

        List<String> sources() {
            return sources;
        }
    }

    /** A processor that cannot start, as one whose server is away. */
    static final class BrokenServer extends ServiceSupport implements Processor {

        private boolean away = true;

        void setAway(boolean away) {
            this.away = away;
        }

        @Override
        protected void doStart() {
            if (away) {
                throw new IllegalStateException("the server is away");
            }
        }

        @Override
        public void process(Exchange exchange) {
            // does nothing
        }
    }

    /** A bean that never becomes ready, and counts how often it was made. */
    public static final class Hanging {

        static final AtomicInteger MADE = new AtomicInteger();

        public void open() throws InterruptedException {
            MADE.incrementAndGet();
            new CountDownLatch(1).await();
        }
    }

    /** A bean whose constructor overflows the stack. */
    public static final class Overflowing {

        public Overflowing() {
            throw new StackOverflowError();
        }
    }

    /** A bean that keeps what routes have sent to it. */
    public static final class Received {

        private final List<String> bodies = new CopyOnWriteArrayList<>();

        public void add(String version, Object body) {
            bodies.add(version + " " + body);
        }

        /** The version of each route and the text of the body that it sent, in order. */
        List<String> bodies() {
            return bodies;
        }
    }

    /** A bean with an end. */
    public static final class Pool {

        private volatile boolean closed;

        public void close() {
            closed = true;
        }

        boolean isClosed() {
            return closed;
        }
    }

    /** A bean that counts how many of its class are open. */
    public static final class Closeable implements AutoCloseable {

        static final AtomicInteger OPEN = new AtomicInteger();

        public Closeable() {
            OPEN.incrementAndGet();
        }

        @Override
        public void close() {
            OPEN.decrementAndGet();
        }
    }

    /** A bean that counts how many of its class are open, and whose server is away. */
    public static final class Unready implements AutoCloseable {

        static final AtomicInteger MADE = new AtomicInteger();
        static final AtomicInteger OPEN = new AtomicInteger();

        public Unready() {
            MADE.incrementAndGet();
            OPEN.incrementAndGet();
        }

        public static Unready create() {
            return new Unready();
        }

        public Unready another() {
            return new Unready();
        }

        public void setServer(String name) throws IOException {
            throw new UnknownHostException(name);
        }

        public void setPort(int port) {
            throw new IllegalArgumentException("port " + port + " is no port of this server");
        }

        public void start() throws IOException {
            throw new ConnectException("Connection refused");
        }

        public void stop() {
            OPEN.addAndGet(-100);
        }

        @Override
        public void close() {
            OPEN.decrementAndGet();
        }
    }

    /** A bean whose constructor fails. */
    public static final class Lacking {

        public Lacking() {
            throw new IllegalStateException("no token");
        }
    }

    /** A bean with a setter and no getter. */
    public static final class Alone {
        public void setMap(Map<String, String> map) {
            map.size();
        }
    }

    /** A bean with a list. */
    public static final class Listed {

        private List<String> words = new ArrayList<>();

        public List<String> getWords() {
            return words;
        }

        public void setWords(List<String> words) {
            this.words = words;
        }
    }

    /** A bean whose class cannot be used. */
    public static final class Unusable {

        static final int SIZE = Integer.parseInt("abc");
    }

    /** A bean that Camel may not make. */
    static final class Hidden {}

    /** A bean whose properties are called as keys of the DSL. */
    public static final class Words {

        static final Set<String> SET = ConcurrentHashMap.newKeySet();

        public void setUri(String text) {
            SET.add(text);
        }

        public void setRef(String text) {
            SET.add(text);
        }

        public void setException(String text) {
            SET.add(text);
        }

        public void setAggregationStrategy(String text) {
            SET.add(text);
        }

        public void setBeanType(String text) {
            SET.add(text);
        }

        public void setRouteConfigurationId(String text) {
            SET.add(text);
        }

        public void setValueDeserializer(String text) {
            SET.add(text);
        }

        public void setTo(String text) {
            SET.add(text);
        }

        public void setDeadLetterUri(String text) {
            SET.add(text);
        }

        public Map<String, Object> getEnrich() {
            return null;
        }

        public void setEnrich(Map<String, Object> options) {
            SET.add(options.toString());
        }
    }

    /** A bean that holds messages up until it is opened. */
    public static final class Gate {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private volatile String passed;

        public void pass(String body) throws InterruptedException {
            entered.countDown();
            open.await();
            passed = body;
        }

        void awaitEntered() throws InterruptedException {
            entered.await();
        }

        void open() {
            open.countDown();
        }

        String passed() {
            return passed;
        }
    }
}
