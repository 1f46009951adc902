-- Dimension of the protocols, in the schema of R__bi_views.sql.
do $$
declare
    home  text := current_schema();
    shown text := case home when 'public' then 'bi' else home || '_bi' end;
begin
    perform set_config('search_path', format('%I, %I', shown, home), true);
end $$;

-- Recognised protocols are listed here, whether they were seen or not. Others (a rare IP protocol, or a name from
-- another producer) come from the daily sums, because packets are too many to read. The sums alone are not sufficient:
-- a flow has one protocol, although its packets may have several. Power BI ignores case, so names that differ only in
-- case would be duplicate keys.
create or replace view dim_protocol as
with known as (
    select protocol, category
    from (values
        ('Transport', array['TCP', 'UDP', 'SCTP', 'DCCP', 'UDP-Lite']),
        ('Control', array['ICMP', 'ICMPv6', 'IGMP', 'PIM', 'VRRP']),
        ('Web', array['HTTP', 'HTTP2', 'TLS', 'DTLS', 'QUIC', 'SOCKS', 'PROXY', 'AJP']),
        ('Names', array['DNS', 'mDNS', 'LLMNR', 'NBNS', 'NBDGM', 'DNSCrypt', 'Whois']),
        ('Mail and chat', array['SMTP', 'POP3', 'IMAP', 'NNTP', 'IRC', 'XMPP', 'WhatsApp', 'OICQ', 'Xiaomi']),
        ('Files', array['FTP', 'TFTP', 'SMB', 'SMB2', 'NBSS', 'NFS', 'MOUNT', 'NLM', 'AFP', 'RX', 'rsync', 'Git', 'iSCSI', 'Lustre', 'Ceph',
            'DB-LSP', 'PJL']),
        ('Remote access', array['SSH', 'Telnet', 'RDP', 'VNC', 'X11', 'XDMCP', 'Citrix', 'DCERPC', 'RPC', 'Portmap',
            'RMCP', 'WoL']),
        ('Tunnels', array['IKE', 'ESP', 'WireGuard', 'Tailscale', 'OpenVPN', 'L2TP', 'PPTP', 'GTP-C', 'GTP-U',
            'GTP-Prime', 'PFCP', 'CAPWAP', 'VXLAN', 'VXLAN-GPE', 'Geneve', 'GUE', 'FOU', 'GRE-in-UDP',
            'MPLS-in-UDP', 'NSH', 'Teredo', 'tinc', 'GRE', 'AH']),
        ('Routing', array['BGP', 'LDP', 'RIP', 'RIPng', 'HSRP', 'GLBP', 'BFD', 'OSPF', 'EIGRP']),
        ('Network services', array['DHCP', 'DHCPv6', 'NTP', 'PTP', 'Roughtime', 'STUN', 'NAT-PMP', 'PCP', 'RADIUS', 'TACACS',
            'Diameter', 'LDAP', 'Kerberos', 'SLP', 'SSDP', 'WS-Discovery', 'Ubiquiti', 'Spotify']),
        ('Monitoring', array['SNMP', 'syslog', 'NetFlow', 'IPFIX', 'sFlow', 'collectd', 'Munin', 'Zabbix', 'Kismet',
            'Ookla', 'RIPE-Atlas', 'Avast']),
        ('Databases', array['PostgreSQL', 'MySQL', 'TDS', 'TNS', 'DRDA', 'MongoDB', 'Cassandra', 'Redis', 'Memcached',
            'Elasticsearch']),
        ('Messaging', array['Kafka', 'ZooKeeper', 'AMQP', 'MQTT', 'NATS', 'STOMP', 'OpenWire', 'ZeroMQ', 'Gearman',
            'Thrift', 'GIOP', 'SOME-IP', 'FIX', 'HL7']),
        ('Voice and media', array['SIP', 'RTP', 'RTCP', 'RTSP', 'RTMP', 'H.323', 'MGCP', 'Megaco', 'Skinny', 'IAX2',
            'BFCP', 'MPEG-TS', 'FLUTE', 'TeamSpeak', 'Mumble']),
        ('Industry', array['Modbus', 'UMAS', 'S7comm', 'S7comm-plus', 'COTP', 'DNP3', 'IEC-104', 'EtherNet-IP',
            'CIP-IO', 'OPC-UA', 'PROFINET', 'BACnet', 'KNXnet-IP', 'Fox', 'CoAP', 'HART-IP', 'HiSLIP',
            'Synchrophasor', 'ADS', 'C12.22', 'ATG', 'EGD', 'CAN-ETH']),
        ('Peer to peer and games', array['BitTorrent', 'BT-DHT', 'BT-LSD', 'uTP', 'Bitcoin', 'Stratum', 'Levin',
            'libp2p', 'Nano', 'ZUG', 'RakNet', 'A2S', 'netcode', 'KCP-Hoyo'])
        ) as list (category, protocols), unnest(protocols) as protocol
),
rare as (
    select protocol, category
    from (values
        ('Tunnels', array['IPIP', 'IPv6', 'EtherIP', 'MPLS-in-IP', 'IPComp', 'ENCAP', 'Min-IPv4', 'IPX-in-IP', 'Ethernet',
            'AGGFRAG', 'WESP', 'SWIPE', 'I-NLSP', 'NSH', 'TLSP', 'SKIP', 'UTI']),
        ('Routing', array['GGP', 'EGP', 'IGP', 'IDPR', 'IDPR-CMTP', 'IDRP', 'DSR', 'MANET', 'ISIS', 'NSFNET-IGP', 'BNA', 'TCF',
            'DGP']),
        ('IP protocols', array['HOPOPT', 'ST', 'CBT', 'BBN-RCC-MON', 'NVP-II', 'PUP', 'ARGUS', 'EMCON', 'XNET', 'CHAOS', 'MUX',
            'DCN-MEAS', 'HMP', 'PRM', 'XNS-IDP', 'TRUNK-1', 'TRUNK-2', 'LEAF-1', 'LEAF-2', 'IRTP', 'ISO-TP4',
            'NETBLT', 'MFE-NSP', 'MERIT-INP', '3PC', 'XTP', 'DDP', 'TP++', 'IL', 'SDRP', 'IPv6-Route',
            'IPv6-Frag', 'RSVP', 'NARP', 'IPv6-NoNxt', 'IPv6-Opts', 'CFTP', 'SAT-EXPAK', 'KRYPTOLAN', 'RVD',
            'IPPC', 'SAT-MON', 'VISA', 'IPCV', 'CPNX', 'CPHB', 'WSN', 'PVP', 'BR-SAT-MON', 'SUN-ND', 'WB-MON',
            'WB-EXPAK', 'ISO-IP', 'VMTP', 'SECURE-VMTP', 'IPTM', 'Sprite-RPC', 'LARP', 'MTP', 'AX.25', 'MICP',
            'SCC-SP', 'GMTP', 'IFMP', 'PNNI', 'ARIS', 'SCPS', 'QNX', 'A/N', 'SNP', 'Compaq-Peer', 'PGM', 'DDX',
            'IATP', 'STP', 'SRP', 'SMP', 'SM', 'FIRE', 'CRTP', 'CRUDP', 'SSCOPMCE', 'IPLT', 'SPS', 'PIPE', 'FC',
            'RSVP-E2E-IGNORE', 'Mobility', 'HIP', 'Shim6', 'ROHC', 'Homa', 'BIT-EMU', 'VINES'])
        ) as list (category, protocols), unnest(protocols) as protocol
)
select distinct on (lower(protocol)) protocol,
    coalesce(known.category, rare.category, case when protocol ~ '^IP-[0-9]+$' then 'IP protocols' end, 'Other') as category
from known full join (select distinct protocol from flows_day_now) as seen using (protocol) left join rare using (protocol)
order by lower(protocol), known.category nulls last, protocol;

comment on view dim_protocol is 'One row per protocol that can be recognised or was seen, upper and lower case being the same';
comment on column dim_protocol.protocol is 'Key: name of the protocol';
comment on column dim_protocol.category is 'What the protocol is for';
