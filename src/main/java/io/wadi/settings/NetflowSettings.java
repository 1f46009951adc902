package io.wadi.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Receiving flows from exporters: NetFlow, IPFIX and sFlow. */
public final class NetflowSettings {

    static final SettingGroup GROUP = new SettingGroup("Flow exporters");

    public static final Setting<Boolean> ENABLED = GROUP.add(
            "wadi.netflow.enabled",
            SettingType.BOOLEAN,
            "false",
            "Whether Wadi receives flows from exporters (NetFlow, IPFIX, sFlow); --netflow sets it. Set the same value "
                    + "for collectors and stores: with true, store-flows stores both kinds.");
    public static final Setting<String> LISTEN = GROUP.add(
            "wadi.netflow.listen",
            SettingType.LISTEN,
            "0.0.0.0:2055",
            "Address and UDP port to receive datagrams on; 0.0.0.0 means all addresses. --netflow sets it.");
    public static final Setting<String> SOURCE = GROUP.add(
            "wadi.netflow.source",
            SettingType.EXPORTS,
            "netflow:udp:{{wadi.netflow.listen}}",
            "Source of the datagrams, as a netflow: endpoint. netflow:file:PATH reads them from a capture; 'ingest "
                    + "--exports' sets it.");
    public static final Setting<String> PROTOCOLS = GROUP.add(
            "wadi.netflow.protocols",
            SettingType.TEXT,
            "v5,v9,ipfix,sflow",
            "Protocols to accept, with commas in between: v5, v9, ipfix, sflow.");
    public static final Setting<String> ALLOWED = GROUP.add(
            "wadi.netflow.allowed-exporters",
            SettingType.TEXT,
            "",
            "Addresses and networks to accept datagrams from, with commas in between; empty for all. Senders can be "
                    + "forged: let a firewall reject what does not come from exporters.");
    public static final Setting<String> NAMES = GROUP.add(
            "wadi.netflow.exporter-names",
            SettingType.TEXT,
            "",
            "Names of exporters as address=name, with commas in between; the name becomes the probe of the flows. "
                    + "Without a name, the probe is the address.");
    public static final Setting<Integer> SAMPLING = GROUP.add(
            "wadi.netflow.sampling-rate",
            SettingType.integer(0, 1 << 24),
            "0",
            "Sampling rate of all flows, as in 1 of 1000; 0 uses what the exporters state.");
    public static final Setting<Duration> TEMPLATES = GROUP.add(
            "wadi.netflow.template-seconds",
            SettingType.duration(1, Integer.MAX_VALUE, TimeUnit.SECONDS),
            "86400",
            "How long a template is used without being sent again.");
    public static final Setting<Optional<Path>> TEMPLATE_FILE = GROUP.add(
            "wadi.netflow.template-store",
            SettingType.PATH,
            "",
            "File that keeps templates over a restart; empty means netflow-templates in the data folder.");
    public static final Setting<Integer> RECEIVE_BUFFER = GROUP.add(
            "wadi.netflow.receive-buffer",
            SettingType.integer(65_536, Integer.MAX_VALUE, "bytes"),
            "16777216",
            "The kernel's receive buffer of each socket; Linux grants at most net.core.rmem_max.");
    public static final Setting<Integer> THREADS = GROUP.add(
            "wadi.netflow.threads",
            SettingType.integer(1, 64),
            "1",
            "Number of sockets on the port; the kernel divides the exporters among them.");
    public static final Setting<Integer> SILENT = GROUP.add(
            "wadi.netflow.silent-seconds",
            SettingType.integer(0, Integer.MAX_VALUE),
            "600",
            "Seconds without a datagram after which the health check names an exporter as silent, for a day; 0 for "
                    + "never.");
    public static final Setting<Integer> QUEUE_BYTES = GROUP.add(
            "wadi.netflow.queue-bytes",
            SettingType.integer(0, Integer.MAX_VALUE, "bytes"),
            "0",
            "Most heap between the socket and Kafka's acknowledgement, as datagrams, flows or messages; 0 means 30 % of "
                    + "the heap, which all collectors with 0 share equally.");

    private NetflowSettings() {}
}
