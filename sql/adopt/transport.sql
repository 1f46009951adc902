case
    when protocol ~* '^(tcp|udp|sctp|icmp|icmpv6|igmp|gre|esp|ah|ospf|pim|vrrp)$' then protocol
    when src_port is null and dst_port is null then protocol
    when protocol ~* '^(dns|mdns|llmnr|nbns|quic|dhcp|dhcpv6|ntp|ssdp|snmp|syslog|tftp|stun|rtp)$' then 'UDP'
    else 'TCP'
end
