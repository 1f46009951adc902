-- What TCP flows show of their path, and names of addresses that have not been seen yet.

alter table flows
    add column rtt interval,
    add column retransmissions bigint not null default 0;

comment on column flows.rtt is
    'TCP: round-trip time between the probe and the destination, from the last SYN to its acknowledgement; that of the'
    ' flow the other way added, it is the time of the whole handshake. Null where the handshake was not seen, or'
    ' nothing was sent after it';
comment on column flows.retransmissions is
    'TCP: segments with payload, SYN or FIN that end no further than one seen before, without keep-alives and what was'
    ' overtaken within 3 ms. What was sent before a restart or a rebalance of the consumer is not known';

create table host_names (
    ip        inet primary key,
    name      text        not null,
    learnt_at timestamptz not null default now()
);

comment on table host_names is
    'Names that DNS, mDNS, LLMNR, NetBIOS or DHCP gave to addresses before they had a row in hosts, which takes them';

comment on column hosts.name is
    'Last name of the address, by what was seen on the wire: DNS, mDNS, LLMNR and NetBIOS answers, DHCP host names, and'
    ' the server that TLS, QUIC, DTLS or HTTP asked it for';
