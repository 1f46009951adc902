package io.wadi.netflow;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;

/** Options of a {@code netflow:} endpoint. */
@UriParams
public class NetflowConfiguration implements Cloneable {

    /** Where datagrams come from. */
    public enum Kind {
        /** Exporters that send to a UDP port of this machine. */
        udp,
        /** Captures of such datagrams. */
        file
    }

    @UriPath(description = "udp to receive datagrams, file to read those of a capture", enums = "udp,file")
    @Metadata(required = true)
    private Kind kind;

    @UriPath(
            description = "For udp, HOST:PORT to listen on: 0.0.0.0 or [::] for all addresses, and a port, often 2055 "
                    + "(NetFlow), 4739 (IPFIX) or 6343 (sFlow). One port takes all protocols. For file, the path of a "
                    + "pcap or pcapng file, compressed (gzip, zstd, lz4) or not; - means standard input")
    @Metadata(required = true)
    private String name;

    @UriParam(
            description = "For file: UDP destination ports of the datagrams, with commas in between; empty to "
                    + "recognise datagrams by their first bytes. The clock of the capture counts as the time of "
                    + "arrival")
    private String ports;

    @UriParam(
            description = "For file: a list of captures (java.util.List of java.nio.file.Path) to read in this order, "
                    + "instead of the one in the path")
    private List<Path> files;

    @UriParam(
            defaultValue = "v5,v9,ipfix,sflow",
            description = "Protocols to accept, with commas in between: v5 (NetFlow 5), v9 (NetFlow 9), ipfix, sflow "
                    + "(version 5). Datagrams of others are counted as rejected")
    private String protocols = "v5,v9,ipfix,sflow";

    @UriParam(
            defaultValue = "16777216",
            description = "Bytes of the kernel's receive buffer of each socket, which absorbs bursts. Linux grants at "
                    + "most net.core.rmem_max")
    private int receiveBuffer = 16 << 20;

    @UriParam(
            defaultValue = "1",
            description = "Number of sockets on the port (SO_REUSEPORT), each with two threads. All datagrams of an "
                    + "exporter come to the same socket, so more than one helps with several exporters only")
    private int threads = 1;

    @UriParam(
            defaultValue = "86400",
            description = "Seconds that a template is used without being sent again. Data without a template waits for "
                    + "two minutes, and is then counted as lost")
    private int templateTimeout = 86_400;

    @UriParam(
            description =
                    "For udp: a file that keeps the templates over a restart, so that data is read at once; it is "
                            + "created. Without it, data waits until exporters send their templates again")
    private String templateFile;

    @UriParam(
            description = "Addresses and networks to accept datagrams from, with commas in between, for example "
                    + "192.0.2.1,2001:db8::/32; empty for all. Others are counted as refused. UDP senders can be "
                    + "forged: let a firewall refuse what does not come from exporters")
    private String allowedExporters;

    @UriParam(
            description = "Names of exporters, as address=name with commas in between, for example 192.0.2.1=r1. An "
                    + "exporter without a name has its address as name")
    private String exporterNames;

    @UriParam(
            defaultValue = "0",
            description = "Sampling rate of all flows, as in 1 of 1000: packets and bytes are multiplied by it. 0 uses "
                    + "what the exporters state")
    private int samplingRate;

    @UriParam(
            description = "Endpoint that receives, every ten seconds and at the end, what was received from each "
                    + "exporter in each minute and what was lost: a list of ExporterMinute, sent again until it "
                    + "arrives. Without it, there is no such ledger")
    private String ledger;

    @UriParam(
            defaultValue = "0",
            description = "Seconds without a datagram after which the health check names an exporter as silent; 0 for "
                    + "never. An exporter counts if it has sent for at least so long before, and for a day after its "
                    + "last datagram")
    private int silentSeconds;

    @UriParam(defaultValue = "100", description = "Most datagrams in one exchange")
    private int batchSize = 100;

    @UriParam(defaultValue = "100", description = "Most milliseconds that a datagram waits for its exchange to fill")
    private int batchTimeoutMillis = 100;

    @UriParam(
            defaultValue = "0",
            description =
                    "Most bytes of heap between the socket and the end of the route, as datagrams, flows and "
                            + "messages; 0 means 30 % of the heap, which all endpoints with 0 share equally. At this limit, datagrams are dropped and counted")
    private long queueBytes;

    private Duration choresInterval = Duration.ofSeconds(10);

    void parsePath(String remaining) {
        NetflowPath path = NetflowPath.parse(remaining);
        kind = path.kind();
        name = path.name();
    }

    /** How often minutes of exporters, templates and meters are brought up to date. */
    Duration choresInterval() {
        return choresInterval;
    }

    /** No option, because nobody needs another interval; tests take a short one. */
    void setChoresInterval(Duration interval) {
        choresInterval = interval;
    }

    /** The address to listen on. */
    InetSocketAddress listen() throws UnknownHostException {
        NetflowPath path = NetflowPath.parse(kind + ":" + name);
        return new InetSocketAddress(InetAddress.getByName(path.host()), path.port());
    }

    /** The captures to read. */
    List<Path> captures() {
        return files == null ? List.of(Path.of(name)) : files;
    }

    /** An independent copy. */
    public NetflowConfiguration copy() {
        try {
            return (NetflowConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public Kind getKind() {
        return kind;
    }

    public void setKind(Kind kind) {
        this.kind = kind;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getPorts() {
        return ports;
    }

    public void setPorts(String ports) {
        this.ports = ports;
    }

    public List<Path> getFiles() {
        return files;
    }

    public void setFiles(List<Path> files) {
        this.files = files;
    }

    public String getProtocols() {
        return protocols;
    }

    public void setProtocols(String protocols) {
        this.protocols = protocols;
    }

    public int getReceiveBuffer() {
        return receiveBuffer;
    }

    public void setReceiveBuffer(int receiveBuffer) {
        this.receiveBuffer = receiveBuffer;
    }

    public int getThreads() {
        return threads;
    }

    public void setThreads(int threads) {
        this.threads = threads;
    }

    public int getTemplateTimeout() {
        return templateTimeout;
    }

    public void setTemplateTimeout(int templateTimeout) {
        this.templateTimeout = templateTimeout;
    }

    public String getAllowedExporters() {
        return allowedExporters;
    }

    public void setAllowedExporters(String allowedExporters) {
        this.allowedExporters = allowedExporters;
    }

    public String getExporterNames() {
        return exporterNames;
    }

    public void setExporterNames(String exporterNames) {
        this.exporterNames = exporterNames;
    }

    public int getSamplingRate() {
        return samplingRate;
    }

    public void setSamplingRate(int samplingRate) {
        this.samplingRate = samplingRate;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public int getBatchTimeoutMillis() {
        return batchTimeoutMillis;
    }

    public void setBatchTimeoutMillis(int batchTimeoutMillis) {
        this.batchTimeoutMillis = batchTimeoutMillis;
    }

    public long getQueueBytes() {
        return queueBytes;
    }

    public void setQueueBytes(long queueBytes) {
        this.queueBytes = queueBytes;
    }

    public String getLedger() {
        return ledger;
    }

    public void setLedger(String ledger) {
        this.ledger = ledger;
    }

    public int getSilentSeconds() {
        return silentSeconds;
    }

    public void setSilentSeconds(int silentSeconds) {
        this.silentSeconds = silentSeconds;
    }

    public String getTemplateFile() {
        return templateFile;
    }

    public void setTemplateFile(String templateFile) {
        this.templateFile = templateFile;
    }
}
