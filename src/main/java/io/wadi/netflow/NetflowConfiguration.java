package io.wadi.netflow;

import io.wadi.packet.QueueBudget;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;

/** Options of a {@code netflow:} endpoint. */
@UriParams
public class NetflowConfiguration implements Cloneable {

    /** The kind of socket. */
    public enum Transport {
        /** UDP. */
        udp
    }

    @UriPath(description = "The transport protocol", enums = "udp")
    @Metadata(required = true)
    private Transport transport;

    @UriPath(description = "The address to listen on; 0.0.0.0 or [::] for all addresses")
    @Metadata(required = true)
    private String host;

    @UriPath(
            description =
                    "The port to listen on, often 2055 (NetFlow), 4739 (IPFIX) or 6343 (sFlow). One port takes all "
                            + "protocols")
    @Metadata(required = true)
    private int port;

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

    @UriParam(defaultValue = "100", description = "Most datagrams in one exchange")
    private int batchSize = 100;

    @UriParam(defaultValue = "100", description = "Most milliseconds that a datagram waits for its exchange to fill")
    private int batchTimeoutMillis = 100;

    @UriParam(
            defaultValue = "0",
            description = "Most bytes of heap between the socket and the end of the route, as datagrams, flows and "
                    + "messages; 0 means 30 % of the heap. At this limit, datagrams are dropped and counted")
    private long queueBytes;

    void parsePath(String remaining) {
        NetflowPath path = NetflowPath.parse(remaining);
        transport = Transport.udp;
        host = path.host();
        port = path.port();
    }

    QueueBudget newBudget() {
        long most = queueBytes == 0 ? Runtime.getRuntime().maxMemory() * 3 / 10 : queueBytes;
        return new QueueBudget(Integer.MAX_VALUE, most, most / 2);
    }

    /** An independent copy. */
    public NetflowConfiguration copy() {
        try {
            return (NetflowConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public Transport getTransport() {
        return transport;
    }

    public void setTransport(Transport transport) {
        this.transport = transport;
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public int getPort() {
        return port;
    }

    public void setPort(int port) {
        this.port = port;
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
}
