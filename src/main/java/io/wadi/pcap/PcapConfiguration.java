package io.wadi.pcap;

import java.nio.file.Path;
import java.util.Collection;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;

/** Options of a {@code pcap:} endpoint. */
@UriParams
public class PcapConfiguration implements Cloneable {

    /** The kind of source. */
    public enum Kind {
        /** A network interface. */
        live,
        /** Capture files. */
        file
    }

    @UriPath(description = "live to capture from a network interface, file to read capture files", enums = "live,file")
    @Metadata(required = true)
    private Kind kind;

    @UriPath(
            description = "The name of the interface (any means all interfaces on Linux), or the path of a capture "
                    + "file: pcap or pcapng, compressed (gzip, zstd, lz4) or not; - means standard input; a glob pattern means several "
                    + "files of one folder")
    @Metadata(required = true)
    private String name;

    @UriParam(description = "Capture filter in the syntax of pcap-filter(7), for example tcp port 443")
    private String filter;

    @UriParam(
            label = "live",
            defaultValue = "262144",
            description = "Snaplen: bytes to capture of each frame; longer frames are truncated")
    private int snaplen = 262_144;

    @UriParam(
            label = "live",
            defaultValue = "true",
            description = "Whether to capture frames that are addressed to other hosts too (promiscuous mode)")
    private boolean promiscuous = true;

    @UriParam(
            label = "live",
            defaultValue = "100",
            description = "Milliseconds that the kernel may buffer frames before it delivers them")
    private int timeoutMillis = 100;

    @UriParam(
            label = "live",
            defaultValue = "67108864",
            description = "Bytes of the kernel's capture buffer, which absorbs bursts")
    private int bufferSize = 64 << 20;

    @UriParam(
            label = "live",
            description = "Whether the kernel delivers each frame immediately, at the cost of more wake-ups")
    private boolean immediateMode;

    @UriParam(defaultValue = "1000", description = "Most packets in one exchange")
    private int batchSize = 1000;

    @UriParam(defaultValue = "100", description = "Most milliseconds that a packet waits for its exchange to fill")
    private int batchTimeoutMillis = 100;

    @UriParam(
            defaultValue = "50000",
            description = "Most packets between the capture and the end of the route, waiting and in flight. At this "
                    + "limit, reading a file pauses, and a live capture drops and counts frames")
    private int queueSize = 50_000;

    @UriParam(
            defaultValue = "0",
            description = "Most bytes of heap for these packets, as frames, packets and messages, independent of "
                    + "queueSize; 0 means 30 % of the heap, which all captures with 0 share equally")
    private long queueBytes;

    @UriParam(
            label = "live,advanced",
            description = "A bean that decides which packets to exclude; they are counted as excluded. It has no "
                    + "effect on files")
    private PacketExclusion exclude;

    @UriParam(
            label = "file",
            defaultValue = "max",
            description = "Speed of a file: max (as fast as the route accepts), original (as captured), or a number "
                    + "of packets per second")
    private String pace = "max";

    @UriParam(label = "file", defaultValue = "1", description = "How many times to read the files; 0 means without end")
    private int repeat = 1;

    @UriParam(
            label = "file",
            description = "Whether to shift the time stamps: the first packet of each pass gets the present time")
    private boolean rebase;

    @UriParam(description = "Whether to decode the packet inside a tunnel instead of the outer packet")
    private boolean decapsulate;

    @UriParam(description = "Name of the probe, for the message's field probe; default: host/interface or host/file")
    private String probe;

    @UriParam(
            label = "file,advanced",
            javaType = "java.util.Collection<java.nio.file.Path>",
            description = "Files to read one after the other instead of the URI's name, for programs that have a "
                    + "list instead of a pattern")
    private Collection<Path> files;

    void parsePath(String remaining) {
        PcapPath path = PcapPath.parse(remaining);
        kind = path.kind();
        name = path.name();
    }

    /** An independent copy. */
    public PcapConfiguration copy() {
        try {
            return (PcapConfiguration) clone();
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

    public String getFilter() {
        return filter;
    }

    public void setFilter(String filter) {
        this.filter = filter;
    }

    public int getSnaplen() {
        return snaplen;
    }

    public void setSnaplen(int snaplen) {
        this.snaplen = snaplen;
    }

    public boolean isPromiscuous() {
        return promiscuous;
    }

    public void setPromiscuous(boolean promiscuous) {
        this.promiscuous = promiscuous;
    }

    public int getTimeoutMillis() {
        return timeoutMillis;
    }

    public void setTimeoutMillis(int timeoutMillis) {
        this.timeoutMillis = timeoutMillis;
    }

    public int getBufferSize() {
        return bufferSize;
    }

    public void setBufferSize(int bufferSize) {
        this.bufferSize = bufferSize;
    }

    public boolean isImmediateMode() {
        return immediateMode;
    }

    public void setImmediateMode(boolean immediateMode) {
        this.immediateMode = immediateMode;
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

    public int getQueueSize() {
        return queueSize;
    }

    public void setQueueSize(int queueSize) {
        this.queueSize = queueSize;
    }

    public long getQueueBytes() {
        return queueBytes;
    }

    public void setQueueBytes(long queueBytes) {
        this.queueBytes = queueBytes;
    }

    public PacketExclusion getExclude() {
        return exclude;
    }

    public void setExclude(PacketExclusion exclude) {
        this.exclude = exclude;
    }

    /** Nothing is excluded from files. */
    PacketExclusion exclusion() {
        return kind == Kind.live && exclude != null ? exclude : packet -> false;
    }

    public String getPace() {
        return pace;
    }

    public void setPace(String pace) {
        this.pace = pace;
    }

    public int getRepeat() {
        return repeat;
    }

    public void setRepeat(int repeat) {
        this.repeat = repeat;
    }

    public boolean isRebase() {
        return rebase;
    }

    public void setRebase(boolean rebase) {
        this.rebase = rebase;
    }

    public boolean isDecapsulate() {
        return decapsulate;
    }

    public void setDecapsulate(boolean decapsulate) {
        this.decapsulate = decapsulate;
    }

    public String getProbe() {
        return probe;
    }

    public void setProbe(String probe) {
        this.probe = probe;
    }

    public Collection<Path> getFiles() {
        return files;
    }

    public void setFiles(Collection<Path> files) {
        this.files = files;
    }
}
