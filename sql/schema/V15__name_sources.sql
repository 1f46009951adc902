-- Where the name of an address comes from. Names of before have no source, and any new name replaces them.

alter table hosts add column if not exists name_source text;
alter table host_names add column if not exists name_source text;

-- Batches that are pending during the upgrade have names without sources.
alter table pending_batches add column if not exists name_sources text[] not null default '{}';
alter table pending_batches alter column name_sources set storage external;

comment on column hosts.name is
    'Name of the address, by what was seen on the wire: the last of the highest rank. DNS answers have the highest; mDNS,'
    ' LLMNR and NetBIOS answers and DHCP host names are next; the server that TLS, QUIC, DTLS or HTTP asked it for is last';
comment on column hosts.name_source is
    'Where the name comes from: DNS, mDNS, LLMNR, NBNS, DHCP, SNI (TLS, QUIC, DTLS) or HTTP; null without a name, and for'
    ' names that were stored before this column';
comment on column host_names.name_source is 'Where the name comes from, as in hosts';
comment on column pending_batches.name_sources is 'Where each of the names comes from';
