-- Coarser sums of flows for long ranges: who sent how much to whom over which protocol, by hour and by day (UTC),
-- without ports, names and probes. The statement that stores flows adds to them in its own transaction, so that their
-- totals are those of flows at every moment. A flow whose protocol is recognised after its first batch keeps the
-- earlier packets under its transport here.

create table flows_hour (
    window_start timestamptz not null,
    src_ip       inet        not null,
    dst_ip       inet        not null,
    protocol     text        not null,
    packets      bigint      not null,
    bytes        bigint      not null,
    src_country  text,
    dst_country  text,
    src_asn      bigint,
    dst_asn      bigint,
    primary key (window_start, src_ip, dst_ip, protocol)
) with (fillfactor = 80);

comment on table flows_hour is 'Sums of flows by hour (UTC), addresses and protocol';

create table flows_day (like flows_hour including all) with (fillfactor = 80);

comment on table flows_day is 'Sums of flows by day (UTC), addresses and protocol';
