package io.wadi.pipeline;

import static io.wadi.netflow.DatagramBuilder.v5;
import static io.wadi.netflow.DatagramBuilder.v5Record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.netflow.NetflowConsumer;
import io.wadi.netflow.NetflowEndpoint;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Flows of exporters on their way to the tables: datagram, route collect, topic flows, store-flow-messages. */
class CollectIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int DATAGRAMS = 50;
    private static final long UPTIME = 1_000_000;

    private Settings settings;

    @BeforeEach
    void collect() throws Exception {
        settings = TestServers.withTables();
        settings.set("wadi.netflow.enabled", "true");
        settings.set("wadi.netflow.listen", "127.0.0.1:0");
        settings.set("wadi.netflow.exporter-names", "127.0.0.1=r 1+2 & 3%41?");
        settings.set("wadi.netflow.allowed-exporters", "127.0.0.0/8,::1");
    }

    /** Flows of 7 packets that end now and began 150 seconds ago, so that they cover three windows or four. */
    private static void export(NetflowConsumer collector) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < DATAGRAMS; i++) {
                byte[] datagram = v5(
                        UPTIME, System.currentTimeMillis() / 1000, i, 0, v5Record(7, 1_001, UPTIME - 150_000, UPTIME));
                socket.send(new DatagramPacket(
                        datagram, datagram.length, InetAddress.getLoopbackAddress(), collector.port()));
            }
        }
    }

    @Test
    void flowsOfAnExporterAreStoredInTheirWindows() throws Exception {
        try (Pipeline pipeline =
                new Pipeline(settings, Set.of(Stage.COLLECT, Stage.STORE_FLOWS), TestServers.cache())) {
            pipeline.start();
            Route route = pipeline.context().getRoute("collect");
            NetflowEndpoint endpoint = (NetflowEndpoint) route.getEndpoint();
            assertThat(endpoint.getConfiguration().getExporterNames()).isEqualTo("127.0.0.1=r 1+2 & 3%41?");
            assertThat(endpoint.getConfiguration().getTemplateFile())
                    .isEqualTo(TestServers.cache().resolve("netflow-templates").toString());
            NetflowConsumer collector = (NetflowConsumer) route.getConsumer();
            export(collector);

            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            await().atMost(LONG).untilAsserted(() -> assertThat(sums(database))
                    .containsEntry("packets", 7L * DATAGRAMS)
                    .containsEntry("bytes", 1_001L * DATAGRAMS)
                    .containsEntry("probe", "r 1+2 & 3%41?"));
            assertThat(sums(database).get("windows")).isIn(3L, 4L);
            assertThat(collector.getDelivered()).isEqualTo(DATAGRAMS);
            assertThat(collector.getLost()).isZero();
            assertThat(database.queryForMap("select distinct in_interface, out_interface, host(next_hop) next_hop,"
                            + " exported_src_asn, exported_dst_asn, sampling, tos from flows"))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "in_interface", 3L,
                            "out_interface", 4L,
                            "next_hop", "203.0.113.9",
                            "exported_src_asn", 64_500L,
                            "exported_dst_asn", 64_501L,
                            "sampling", 1L,
                            "tos", 16));
            assertThat(database.queryForObject("select bytes_sent from hosts_now where ip = '192.0.2.1'", Long.class))
                    .isEqualTo(1_001L * DATAGRAMS);
        }
    }

    private static Map<String, Object> sums(JdbcTemplate database) {
        return database.queryForMap("select sum(packets)::bigint packets, sum(bytes)::bigint bytes, min(probe) probe,"
                + " count(distinct window_start) windows from flows");
    }

    /** Of 200 datagrams of one record each, 17 known ones are not sent; the two last ones of the stream arrive. */
    @Test
    void theLedgerEqualsWhatWasDropped() throws Exception {
        try (Pipeline pipeline =
                new Pipeline(settings, Set.of(Stage.COLLECT, Stage.STORE_FLOWS), TestServers.cache())) {
            pipeline.start();
            NetflowConsumer collector =
                    (NetflowConsumer) pipeline.context().getRoute("collect").getConsumer();
            try (DatagramSocket socket = new DatagramSocket()) {
                for (int i = 0; i < 200; i++) {
                    if (i % 11 != 5 || i > 190) {
                        byte[] datagram =
                                v5(UPTIME, System.currentTimeMillis() / 1000, i, 0, v5Record(1, 100, UPTIME, UPTIME));
                        socket.send(new DatagramPacket(
                                datagram, datagram.length, InetAddress.getLoopbackAddress(), collector.port()));
                    }
                }
            }
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            await().atMost(LONG).untilAsserted(() -> assertThat(database.queryForMap(
                            "select sum(datagrams)::bigint datagrams, sum(records)::bigint records,"
                                    + " sum(lost - late)::bigint lost, sum(dropped)::bigint dropped, min(probe) probe,"
                                    + " min(protocol) protocol, max(sampling) sampling from exporter_minutes"))
                    .containsEntry("datagrams", 183L)
                    .containsEntry("records", 183L)
                    .containsEntry("lost", 17L)
                    .containsEntry("dropped", 0L)
                    .containsEntry("probe", "r 1+2 & 3%41?")
                    .containsEntry("protocol", "v5")
                    .containsEntry("sampling", 1L));
        }
    }

    @Test
    void withoutTheSettingNothingListens() throws Exception {
        settings.set("wadi.netflow.enabled", "false");
        try (Pipeline pipeline =
                new Pipeline(settings, Set.of(Stage.COLLECT, Stage.STORE_FLOWS), TestServers.cache())) {
            pipeline.start();
            assertThat(pipeline.context().getRoute("collect")).isNull();
            assertThat(pipeline.context().getRoute("store-flow-messages")).isNull();
        }
    }
}
