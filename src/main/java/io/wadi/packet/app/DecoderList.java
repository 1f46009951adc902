package io.wadi.packet.app;

import java.util.List;
import java.util.stream.Stream;

/**
 * All decoders. Of several decoders for a payload, the one that is first in this list is called first. Each decoder
 * registers its own ports and first bytes.
 */
final class DecoderList {

    private DecoderList() {}

    /**
     * Creates all decoders, without remembered conversations.
     *
     * @param streams keeps the messages that need several datagrams
     */
    static List<ApplicationDecoder> create(StreamTable streams) {
        return Stream.of(
                        names(),
                        web(streams),
                        mailAndText(),
                        infrastructure(),
                        routing(),
                        tunnels(),
                        dataStores(),
                        messaging(),
                        remoteAccess(),
                        industry(),
                        voice(),
                        peers(),
                        discovery(),
                        anyDatagram())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ApplicationDecoder> names() {
        return List.of(
                new Dns(),
                new Mdns(),
                new Llmnr(),
                new NetBiosName(),
                new NetBiosDatagram(),
                new NetBiosSession(),
                new DnsCrypt(),
                new Whois());
    }

    private static List<ApplicationDecoder> web(StreamTable streams) {
        return List.of(
                new Tls(),
                new Dtls(streams),
                new Quic(),
                new GoogleQuic(),
                new Stun(),
                new Ssdp(),
                new Http2(),
                new Sip(),
                new Rtsp(),
                new Http(),
                new ProxyProtocol(),
                new Ajp(),
                new Socks());
    }

    private static List<ApplicationDecoder> mailAndText() {
        return List.of(
                new Smtp(),
                new Ftp(),
                new Pop3(),
                new Imap(),
                new Nntp(),
                new Irc(),
                new Xmpp(),
                new Telnet(),
                new Git(),
                new Rsync(),
                new Munin(),
                new Kismet(),
                new Tinc(),
                new Ookla(),
                new Avast(),
                new PrinterJob(),
                new Hl7(),
                new Fix());
    }

    private static List<ApplicationDecoder> infrastructure() {
        return List.of(
                new Ntp(),
                new Dhcp(),
                new Dhcpv6(),
                new Snmp(),
                new Syslog(),
                new Radius(),
                new Tacacs(),
                new Ldap(),
                new Kerberos(),
                new Tftp(),
                new NetFlow(),
                new Ipfix(),
                new Sflow(),
                new Rmcp(),
                new Ptp(),
                new Slp(),
                new Collectd(),
                new Roughtime(),
                new NatPmp(),
                new Diameter());
    }

    private static List<ApplicationDecoder> routing() {
        return List.of(new Bgp(), new Ldp(), new Rip(), new Ripng(), new Hsrp(), new Glbp(), new Bfd());
    }

    private static List<ApplicationDecoder> tunnels() {
        return List.of(
                new Ike(),
                new EspInUdp(),
                new WireGuard(),
                new Tailscale(),
                new OpenVpn(),
                new L2tp(),
                new Pptp(),
                new GtpControl(),
                new GtpUser(),
                new GtpPrime(),
                new Pfcp(),
                new Capwap(),
                new Vxlan(),
                new Geneve(),
                new Teredo());
    }

    private static List<ApplicationDecoder> dataStores() {
        return List.of(
                new Smb(),
                new SunRpc(),
                new Postgres(),
                new Mysql(),
                new Redis(),
                new Mongo(),
                new Cassandra(),
                new Elasticsearch(),
                new Memcached(),
                new Tds(),
                new OracleTns(),
                new Drda(),
                new Iscsi(),
                new Afp(),
                new Lustre(),
                new Ceph(),
                new Rx());
    }

    private static List<ApplicationDecoder> messaging() {
        return List.of(
                new Mqtt(),
                new Amqp(),
                new Kafka(),
                new Nats(),
                new ZeroMq(),
                new Stomp(),
                new OpenWire(),
                new Gearman(),
                new Zabbix(),
                new Thrift(),
                new Corba(),
                new WhatsApp(),
                new XiaomiPush(),
                new Oicq(),
                new Stratum(),
                new Levin(),
                new Bitcoin(),
                new Libp2p(),
                new Nano(),
                new Zug());
    }

    private static List<ApplicationDecoder> remoteAccess() {
        return List.of(new Ssh(), new Rdp(), new Vnc(), new X11(), new Xdmcp(), new Citrix(), new DceRpc());
    }

    private static List<ApplicationDecoder> industry() {
        return List.of(
                new S7comm(),
                new Q931(),
                new Cotp(),
                new Modbus(),
                new Dnp3(),
                new Iec104(),
                new EtherNetIp(),
                new CipIo(),
                new OpcUa(),
                new Bacnet(),
                new KnxNetIp(),
                new Fox(),
                new Coap(),
                new HartIp(),
                new Hislip(),
                new Synchrophasor(),
                new Ads(),
                new AnsiC1222(),
                new TankGauge(),
                new Egd(),
                new CanEthernet());
    }

    private static List<ApplicationDecoder> voice() {
        return List.of(
                new Rtcp(),
                new Rtmp(),
                new Iax2(),
                new Skinny(),
                new Mgcp(),
                new Megaco(),
                new Bfcp(),
                new MpegTs(),
                new Flute(),
                new TeamSpeak(),
                new Mumble());
    }

    private static List<ApplicationDecoder> peers() {
        return List.of(
                new BitTorrent(),
                new BitTorrentDht(),
                new BitTorrentLsd(),
                new MicroTransport(),
                new RakNet(),
                new SourceQuery(),
                new Netcode(),
                new GenshinImpact());
    }

    private static List<ApplicationDecoder> discovery() {
        return List.of(
                new WsDiscovery(),
                new WakeOnLan(),
                new UbiquitiDiscovery(),
                new DropboxDiscovery(),
                new SpotifyDiscovery(),
                new RipeAtlas());
    }

    private static List<ApplicationDecoder> anyDatagram() {
        return List.of(new SomeIp(), new Rtp(), new QuicShortHeader());
    }
}
