package io.wadi.packet.app;

import io.wadi.net.Bytes;
import io.wadi.packet.app.DecoderIndex.Registration;
import java.util.Set;

/**
 * Finds the application protocol of a packet: its content first, what its conversation was recognised as before second,
 * its well-known port third, and nothing where the content contradicts the port. Holds the table of all decoders and
 * when each is asked; some keep a bounded memory of their conversations, so that one instance serves one thread.
 */
public final class ApplicationDecoders {

    private final DecoderIndex tcp = new DecoderIndex();
    private final DecoderIndex udp = new DecoderIndex();
    private final ConversationMemory conversations = new ConversationMemory();

    /** Decoders with nothing remembered yet. */
    public ApplicationDecoders() {
        names();
        web();
        mailAndText();
        infrastructure();
        routing();
        tunnels();
        dataStores();
        messaging();
        remoteAccess();
        industry();
        voice();
        peers();
        discovery();
        anyDatagram();
    }

    /**
     * Recognises a payload.
     *
     * @param payload the transport's payload as captured; empty for a packet that carries none
     * @param context the packet's transport and ports; its name is left there
     * @return the protocol's name, or null where neither content nor port tells it
     */
    public String recognise(Bytes payload, ApplicationContext context) {
        boolean isTcp = context.transport() == ApplicationContext.TCP;
        if (!isTcp && context.transport() != ApplicationContext.UDP) {
            return null;
        }
        String found = payload.length() == 0 ? null : (isTcp ? tcp : udp).recognise(payload, context);
        if (found != null) {
            conversations.put(context, found);
            return found;
        }
        String before = conversations.get(context);
        return before == null && isTcp ? WellKnownPorts.tcp(context, payload) : before;
    }

    /** Every name that {@link #recognise} may return. */
    public Set<String> protocols() {
        Set<String> protocols = WellKnownPorts.protocols();
        protocols.addAll(tcp.protocols());
        protocols.addAll(udp.protocols());
        return protocols;
    }

    private Registration tcp(ApplicationDecoder decoder) {
        return new Registration(decoder, tcp);
    }

    private Registration udp(ApplicationDecoder decoder) {
        return new Registration(decoder, udp);
    }

    private Registration both(ApplicationDecoder decoder) {
        return new Registration(decoder, tcp, udp);
    }

    private void names() {
        both(new Dns()).at(53);
        udp(new Mdns()).at(5353);
        both(new Llmnr()).at(5355);
        udp(new NetBiosName()).at(137);
        udp(new NetBiosDatagram()).at(138);
        tcp(new NetBiosSession()).at(139);
        udp(new DnsCrypt()).starting("r");
        tcp(new Whois()).at(43);
    }

    private void web() {
        tcp(new Tls()).always();
        udp(new Dtls()).startingFrom(20, 26);
        udp(new Quic()).startingFrom(0x80, 0xff);
        udp(new GoogleQuic())
                .starting(0x09, 0x0d, 0x19, 0x1d, 0x29, 0x2d, 0x39, 0x3d, 0x08, 0x0c)
                .startingFrom(0xc0, 0xff);
        both(new Stun()).at(3478, 3479).startingFrom(0, 0x3f);
        udp(new Ssdp()).at(1900).starting("MN");
        tcp(new Http2()).starting("P");
        both(new Sip()).starting("SIABCROPNUM");
        tcp(new Rtsp()).at(554, 8554).starting("RODSPTAG");
        tcp(new Http()).starting("HGPDOCTMLURSBN");
        tcp(new ProxyProtocol()).starting("P\r");
        tcp(new Ajp()).at(8009);
        both(new Socks()).at(1080, 9050, 9150).starting(5);
    }

    private void mailAndText() {
        tcp(new Smtp()).starting("2eEhHmMrR");
        tcp(new Ftp()).starting("2PETRSMC");
        tcp(new Pop3()).starting("+");
        tcp(new Imap()).starting("*");
        tcp(new Nntp()).starting("2");
        tcp(new Irc()).starting(":UNP");
        tcp(new Xmpp()).starting("<");
        tcp(new Telnet()).at(23);
        tcp(new Git()).starting("0");
        tcp(new Rsync()).starting("@");
        tcp(new Munin()).starting("#");
        tcp(new Kismet()).starting("*");
        tcp(new Tinc()).starting("0");
        tcp(new Ookla()).starting("H");
        tcp(new Avast()).starting("N");
        tcp(new PrinterJob()).starting(0x1b);
        tcp(new Hl7()).starting(0x0b);
        tcp(new Fix()).starting("8");
    }

    private void infrastructure() {
        udp(new Ntp()).at(123);
        udp(new Dhcp()).at(67, 68, 4011);
        udp(new Dhcpv6()).at(546, 547);
        udp(new Snmp()).at(161, 162).starting("0");
        tcp(new Snmp()).at(161, 162);
        both(new Syslog()).at(514, 601).starting("<");
        udp(new Radius()).at(1812, 1813, 1645, 1646, 3799);
        tcp(new Tacacs()).at(49);
        both(new Ldap()).at(389, 3268).starting("0");
        both(new Kerberos()).at(88, 464);
        udp(new Tftp()).at(69).starting(0);
        udp(new NetFlow()).at(2055).starting(0);
        udp(new Ipfix()).at(4739).starting(0);
        udp(new Sflow()).at(6343);
        udp(new Rmcp()).at(623, 664);
        udp(new Ptp()).at(319, 320);
        both(new Slp()).at(427);
        udp(new Collectd()).at(25826);
        udp(new Roughtime()).at(2002).starting("R");
        udp(new NatPmp()).at(5350, 5351);
        both(new Diameter()).at(3868);
    }

    private void routing() {
        tcp(new Bgp()).at(179).starting(0xff);
        both(new Ldp()).at(646);
        udp(new Rip()).at(520);
        udp(new Ripng()).at(521);
        udp(new Hsrp()).at(1985, 2029);
        udp(new Glbp()).at(3222);
        udp(new Bfd()).at(3784, 3785, 4784);
    }

    private void tunnels() {
        udp(new Ike()).at(500, 848, 4500);
        udp(new EspInUdp()).at(4500);
        udp(new WireGuard()).starting(1, 2, 3, 4);
        udp(new Tailscale()).starting("T");
        both(new OpenVpn()).at(1194).starting(0, 0x38, 0x40);
        udp(new L2tp()).at(1701);
        tcp(new Pptp()).at(1723).starting(0);
        udp(new GtpControl()).at(2123);
        udp(new GtpUser()).at(2152);
        udp(new GtpPrime()).at(3386);
        udp(new Pfcp()).at(8805);
        udp(new Capwap()).at(5246, 5247);
        udp(new Vxlan()).at(4789);
        udp(new Geneve()).at(6081);
        udp(new Teredo()).at(3544);
    }

    private void dataStores() {
        tcp(new Smb()).at(139, 445).starting(0);
        both(new SunRpc()).at(111, 2049);
        tcp(new SunRpc()).starting(0x80);
        tcp(new Postgres()).at(5432).starting(0);
        tcp(new Mysql()).at(3306).startingFrom(0x20, 0x7f);
        tcp(new Redis()).at(6379).starting("*");
        tcp(new Mongo()).at(27017, 27018, 27019);
        tcp(new Cassandra()).at(9042);
        tcp(new Elasticsearch()).starting("E");
        both(new Memcached()).at(11211);
        tcp(new Tds()).at(1433).starting(0x12);
        tcp(new OracleTns()).at(1521).starting(0);
        tcp(new Drda()).at(446, 50000).starting(0);
        tcp(new Iscsi()).at(3260);
        tcp(new Afp()).at(548);
        tcp(new Lustre()).at(988);
        tcp(new Ceph()).starting("c");
        udp(new Rx()).at(7000, 7001, 7002, 7003, 7004, 7005, 7006, 7007, 7008, 7009, 7021, 7025);
    }

    private void messaging() {
        tcp(new Mqtt()).at(1883).starting(0x10);
        tcp(new Amqp()).starting("A");
        tcp(new Kafka()).at(9092);
        tcp(new Nats()).starting("ICPSUM+-");
        tcp(new ZeroMq()).starting(0xff);
        tcp(new Stomp()).starting("SC");
        tcp(new OpenWire()).starting(0);
        tcp(new Gearman()).starting(0);
        tcp(new Zabbix()).starting("Z");
        both(new Thrift()).starting(0x80, 0x82);
        both(new Corba()).starting("GZM");
        tcp(new WhatsApp()).at(443, 5222, 80);
        tcp(new XiaomiPush()).starting(0xc2);
        udp(new Oicq()).at(8000);
        tcp(new Stratum()).starting("{");
        tcp(new Levin()).starting(0x01);
        tcp(new Bitcoin()).starting(0xf9, 0x0b);
        tcp(new Libp2p()).starting(0x13);
        tcp(new Nano()).at(7075);
        udp(new Zug()).starting(0);
    }

    private void remoteAccess() {
        tcp(new Ssh()).starting("S");
        tcp(new Rdp()).at(3389).starting(3);
        tcp(new Vnc()).starting("R");
        tcp(new X11()).at(6000, 6001, 6002, 6003).starting("Bl");
        udp(new Xdmcp()).at(177);
        tcp(new Citrix()).starting(0x7f);
        both(new DceRpc()).starting(4, 5);
    }

    private void industry() {
        tcp(new S7comm()).at(102).starting(3);
        tcp(new Q931()).at(1720);
        tcp(new Cotp()).at(102).starting(3);
        tcp(new Modbus()).at(502);
        both(new Dnp3()).at(20000).starting(5);
        tcp(new Iec104()).at(2404);
        both(new EtherNetIp()).at(44818);
        udp(new CipIo()).at(2222);
        tcp(new OpcUa()).at(4840).starting("HAOMC");
        udp(new Bacnet()).at(47808).starting(0x81);
        udp(new KnxNetIp()).at(3671).starting(6);
        tcp(new Fox()).starting("f");
        udp(new Coap()).at(5683);
        both(new HartIp()).at(5094, 5095);
        tcp(new Hislip()).at(4880);
        both(new Synchrophasor()).at(4712, 4713);
        tcp(new Ads()).at(48898);
        both(new AnsiC1222()).at(1153);
        tcp(new TankGauge()).at(10001);
        udp(new Egd()).at(18246);
        udp(new CanEthernet()).starting("I");
    }

    private void voice() {
        udp(new Rtcp()).startingFrom(0x80, 0xbf);
        tcp(new Rtmp()).at(1935);
        udp(new Iax2()).at(4569);
        tcp(new Skinny()).at(2000);
        udp(new Mgcp()).at(2427, 2727).starting("ACDEMNR");
        both(new Megaco()).starting("!M");
        both(new Bfcp()).at(5070).starting(0x20, 0x40);
        udp(new MpegTs()).starting("G");
        udp(new Flute()).starting(0x10);
        both(new TeamSpeak()).starting("T");
        udp(new Mumble()).at(64738);
    }

    private void peers() {
        tcp(new BitTorrent()).starting(0x13);
        udp(new BitTorrentDht()).starting("d");
        udp(new BitTorrentLsd()).starting("B");
        udp(new MicroTransport()).starting(0x41, 0x01);
        udp(new RakNet()).starting(1, 2, 5, 6, 7, 8, 0x1c, 0x78, 0x7b, 0x7d, 0x7e);
        udp(new SourceQuery()).starting(0xff);
        udp(new Netcode()).starting(0);
        udp(new GenshinImpact()).starting(0);
    }

    private void discovery() {
        udp(new WsDiscovery()).at(3702);
        udp(new WakeOnLan()).starting(0xff);
        udp(new UbiquitiDiscovery()).at(10001);
        udp(new DropboxDiscovery()).at(17500);
        udp(new SpotifyDiscovery()).starting("S");
        udp(new RipeAtlas()).starting("M");
    }

    /** What may start with any byte, and what must come last because it looks like much. */
    private void anyDatagram() {
        udp(new Dns()).always();
        udp(new SunRpc()).always();
        udp(new SomeIp()).always();
        udp(new Rtp()).startingFrom(0x80, 0xbf);
        udp(new QuicShortHeader()).startingFrom(0x40, 0x7f);
    }
}
