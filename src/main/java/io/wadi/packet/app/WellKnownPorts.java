package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.HashSet;
import java.util.Set;

/**
 * Protocols by TCP port (IANA's service registry, or common use where it differs), for segments without payload or from
 * the middle of a stream, whose content does not show the protocol. There are no UDP ports, because a datagram without
 * a known start rarely has the protocol of its port. There are no ports from 32768, because systems use them for
 * clients.
 */
final class WellKnownPorts {

    private static final int TEXT_SAMPLE = 16;
    private static final PortTable<String> NAMES = new PortTable<>();
    private static final Set<String> PROTOCOLS = new HashSet<>();
    private static final PortTable<Boolean> PLAIN_TEXT = new PortTable<>();

    static {
        mailAndWeb();
        infrastructure();
        tools();
        data();
        industryAndMedia();
        plainText("IRC", 194, 6665, 6666, 6667, 6668, 6669);
        plainText("XMPP", 5222, 5269);
        plainText("Whois", 43);
        plainText("NATS", 4222);
        plainText("Kismet", 2501);
    }

    private WellKnownPorts() {}

    /**
     * The protocol of a TCP segment by its ports, the lower one first; null if it is unknown or the payload contradicts
     * it.
     */
    static String tcp(ApplicationContext context, Bytes payload) {
        int low = Math.min(context.srcPort(), context.dstPort());
        int high = Math.max(context.srcPort(), context.dstPort());
        int port = NAMES.get(low) != null ? low : high;
        return PLAIN_TEXT.get(port) != null && !isText(payload) ? null : NAMES.get(port);
    }

    /** Whether a port of the TCP segment is reserved for TLS. */
    static boolean isTls(ApplicationContext context) {
        return Tls.NAME.equals(NAMES.get(context.dstPort())) || Tls.NAME.equals(NAMES.get(context.srcPort()));
    }

    /** All protocols with a port. */
    static Set<String> protocols() {
        return new HashSet<>(PROTOCOLS);
    }

    private static boolean isText(Bytes payload) {
        for (int i = 0; i < TEXT_SAMPLE && payload.has(i, 1); i++) {
            int value = payload.u8(i);
            if (value < '\t' || value > '\r' && value < ' ' || value == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static void mailAndWeb() {
        put("HTTP", 80, 591, 3128, 5985, 8000, 8008, 8080, 8081, 8088, 8888);
        put(Tls.NAME, 443, 465, 563, 636, 853, 989, 990, 992, 993, 994, 995, 2376, 3269, 5061, 5223, 5349, 5671, 5986);
        put(Tls.NAME, 6443, 6514, 6697, 8443, 8883, 9093, 9443);
        put("SMTP", 25, 587);
        put("POP3", 110);
        put("IMAP", 143);
        put("NNTP", 119);
        put("FTP", 20, 21);
        put("SIP", 5060);
        put("RTSP", 554, 8554);
        put("RTMP", 1935);
        put("AJP", 8009);
    }

    private static void infrastructure() {
        put("SSH", 22);
        put("Telnet", 23);
        put("TACACS", 49);
        put("DNS", 53);
        put("Kerberos", 88);
        put("Portmap", 111);
        put("DCERPC", 135);
        put("NBSS", 139);
        put("BGP", 179);
        put("LDAP", 389, 3268);
        put("SMB", 445);
        put("AFP", 548);
        put("LDP", 646);
        put("rsync", 873);
        put("SOCKS", 1080);
        put("OpenVPN", 1194);
        put("Citrix", 1494);
        put("PPTP", 1723);
        put("NFS", 2049);
        put("Diameter", 3868);
    }

    private static void tools() {
        put("RDP", 3389);
        put("Munin", 4949);
        put("VNC", 5900, 5901, 5902, 5903);
        put("X11", 6000, 6001, 6002, 6003);
        put("PJL", 9100);
        put("Git", 9418);
        put("Zabbix", 10050, 10051);
    }

    private static void data() {
        put("DRDA", 446);
        put("Lustre", 988);
        put("TDS", 1433);
        put("TNS", 1521);
        put("MQTT", 1883);
        put("ZooKeeper", 2181);
        put("iSCSI", 3260);
        put("MySQL", 3306);
        put("PostgreSQL", 5432);
        put("AMQP", 5672);
        put("Redis", 6379);
        put("Cassandra", 9042);
        put("Kafka", 9092);
        put("Elasticsearch", 9300);
        put("Memcached", 11211);
        put("MongoDB", 27017, 27018, 27019);
    }

    private static void industryAndMedia() {
        put("COTP", 102);
        put("Modbus", 502);
        put("H.323", 1720);
        put("Skinny", 2000);
        put("IEC-104", 2404);
        put("Megaco", 2944);
        put("OPC-UA", 4840);
        put("HiSLIP", 4880);
        put("DNP3", 20000);
    }

    private static void put(String protocol, int... ports) {
        PROTOCOLS.add(protocol);
        for (int port : ports) {
            NAMES.put(port, protocol);
        }
    }

    private static void plainText(String protocol, int... ports) {
        put(protocol, ports);
        for (int port : ports) {
            PLAIN_TEXT.put(port, true);
        }
    }
}
