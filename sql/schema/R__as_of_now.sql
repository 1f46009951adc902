-- The shared sums as of now: what route fold has added up, and what it has not added yet. One statement sees each packet
-- once, before and after its fold, because a fold is one transaction. (Flyway takes repeatable migrations in the order of
-- their names, so this file comes before those that select from it, and uses no function of R__capped_sums.sql.)
--
-- The bodies of functions that views and functions of schema bi use are read when the functions are made ("begin atomic"): by
-- the search path of whoever calls one, its functions might not be found, or be those of somebody else.

-- Names of a rank replace those of the same and of lower ranks. The ranks are those of io.wadi.flow.NameSource.
create or replace function wadi_name_rank(source text) returns integer language sql immutable parallel safe
begin atomic
    select case
        when source is null then 0
        when source in ('SNI', 'HTTP') then 1
        when source = 'DNS' then 3
        else 2
    end;
end;

comment on function wadi_name_rank is
    'Rank of a name by its source: 3 DNS answer, 2 what a host calls itself (mDNS, LLMNR, NBNS, DHCP), 1 what a client asks'
    ' for (SNI, HTTP), 0 unknown';

create or replace function wadi_name_wins(name text, source text, known_source text)
returns boolean language sql immutable parallel safe
begin atomic
    select name is not null and wadi_name_rank(source) >= wadi_name_rank(known_source);
end;

comment on function wadi_name_wins is 'Whether a new name replaces one from the known source';

create or replace view pending_flows as
select date_trunc('hour', to_timestamp(window_start), 'UTC') as window_start, src_ip::inet, dst_ip::inet, protocol,
    packets, bytes, src_country, dst_country, src_asn, dst_asn,
    timestamptz 'epoch' + first_seen * interval '1 microsecond' as first_seen,
    timestamptz 'epoch' + last_seen * interval '1 microsecond' as last_seen
from (
    select unnest(window_starts) as window_start, unnest(src_ips) as src_ip, unnest(dst_ips) as dst_ip,
        unnest(protocols) as protocol, unnest(packets) as packets, unnest(bytes) as bytes,
        unnest(src_countries) as src_country, unnest(dst_countries) as dst_country, unnest(src_asns) as src_asn,
        unnest(dst_asns) as dst_asn, unnest(first_seen) as first_seen, unnest(last_seen) as last_seen
    from pending_batches
) as flow;

comment on view pending_flows is
    'Flows that are not in flows_hour, flows_day and hosts yet, by the hour (UTC) of their window; a key may have several rows';

create or replace view pending_names as
select id, unnest(named_ips) as ip, unnest(names) as name, unnest(name_sources) as name_source from pending_batches;

comment on view pending_names is 'Names learnt that are not in hosts or host_names yet; the highest id is the last';

create or replace view pending_places as
select unnest(places) as ip, unnest(country_codes) as country_code, unnest(country_names) as country_name,
    unnest(cities) as city, unnest(latitudes) as latitude, unnest(longitudes) as longitude, unnest(asns) as asn,
    unnest(organizations) as organization, unnest(database_dates) as database_date
from pending_batches;

comment on view pending_places is 'Places of the addresses of flows that are not folded yet';

create or replace view flows_hour_now as
select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
    last_seen
from flows_hour
union all
select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
    last_seen
from pending_flows;

comment on view flows_hour_now is 'flows_hour with what is not folded yet; a key may have several rows, which add up';

create or replace view flows_day_now as
select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
    last_seen
from flows_day
union all
select date_trunc('day', window_start, 'UTC'), src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country,
    src_asn, dst_asn, last_seen
from pending_flows;

comment on view flows_day_now is 'flows_day with what is not folded yet; a key may have several rows, which add up';

-- That of V11__partitions.sql, found by readers with any search path.
create or replace function wadi_partitions(parent regclass)
returns table (name text, range_from timestamptz, range_to timestamptz, id oid)
language sql stable set timezone = 'UTC' set datestyle = 'ISO'
begin atomic
    select relname::text,
        coalesce(substring(bounds from 'FROM \(''([^'']+)''\)')::timestamptz, '-infinity'),
        coalesce(substring(bounds from 'TO \(''([^'']+)''\)')::timestamptz, 'infinity'),
        pg_class.oid
    from pg_inherits join pg_class on pg_class.oid = inhrelid,
        lateral pg_get_expr(relpartbound, inhrelid) as bounds
    where inhparent = parent and bounds <> 'DEFAULT';
end;

-- Reads one index entry per day, and no packet. Partitions that were made ahead are empty, and those of months have days without
-- packets, so the daily sums count where there are any.
create or replace view stored_days as
with recursive stored (start) as (
    (select window_start from flows_day order by window_start limit 1)
    union all
    select (select window_start from flows_day where window_start > stored.start order by window_start limit 1)
    from stored
    where stored.start is not null
)
select (start at time zone 'UTC')::date as day from stored where start is not null
union
select (window_start at time zone 'UTC')::date from pending_flows
union
select (opened_at at time zone 'UTC')::date from alerts
union
select (bound at time zone 'UTC')::date
from (select min(minute), max(minute) from exporter_minutes) as ends (first, last),
    lateral unnest(array[ends.first, ends.last]) as bound
where bound is not null
union
select (bound at time zone 'UTC')::date
from unnest(array['traffic'::regclass, 'flows'::regclass]) as parent,
    lateral wadi_partitions(parent) as part,
    lateral unnest(array[part.range_from, part.range_to - interval '1 microsecond']) as bound
where pg_relation_size(part.id) > 0 and not exists (
    select from flows_day where window_start >= part.range_from and window_start < part.range_to);

comment on view stored_days is 'The days (UTC) of everything that is stored: flows, packets, alerts and what exporters sent';

-- The scope of an address as io.wadi.net.AddressScope names it, after IANA's special-purpose registries (RFC 6890).
create or replace function wadi_scope_v4(ip inet) returns text language sql immutable parallel safe
begin atomic
    select case
        when ip <<= inet '10.0.0.0/8' or ip <<= inet '172.16.0.0/12' or ip <<= inet '192.168.0.0/16'
            or ip <<= inet '100.64.0.0/10' then 'private'
        when ip <<= inet '127.0.0.0/8' then 'loopback'
        when ip <<= inet '169.254.0.0/16' then 'link-local'
        when ip = inet '255.255.255.255' then 'broadcast'
        when ip <<= inet '224.0.0.0/4' then 'multicast'
        when ip <<= inet '192.0.2.0/24' or ip <<= inet '198.51.100.0/24' or ip <<= inet '203.0.113.0/24'
            then 'documentation'
        when ip <<= inet '0.0.0.0/8' or ip <<= inet '192.0.0.0/24' or ip <<= inet '198.18.0.0/15'
            or ip <<= inet '240.0.0.0/4' then 'reserved'
        else 'public'
    end;
end;

create or replace function wadi_scope(ip inet) returns text language sql immutable parallel safe
begin atomic
    select case
        when family(ip) = 4 then wadi_scope_v4(ip)
        when ip <<= inet '::ffff:0:0/96' then wadi_scope_v4(inet '0.0.0.0' + (ip - inet '::ffff:0:0'))
        when ip = inet '::1' then 'loopback'
        when ip <<= inet 'ff00::/8' then 'multicast'
        when ip <<= inet 'fc00::/7' or ip <<= inet 'fec0::/10' or ip <<= inet '64:ff9b:1::/48' then 'private'
        when ip <<= inet 'fe80::/10' then 'link-local'
        when ip <<= inet '64:ff9b::/64' then 'public'
        when ip <<= inet '2001:db8::/32' or ip <<= inet '3fff::/20' then 'documentation'
        when ip <<= inet '2001:2::/48' or ip <<= inet '2001:10::/28' then 'reserved'
        when ip <<= inet '2000::/3' then 'public'
        else 'reserved'
    end;
end;

comment on function wadi_scope is 'The kind of an address: public, private, loopback, link-local, multicast, …';

-- As function wadi_is_special of schema bi, which readers may use: public IPv6 is 2000::/3, and IPv4 behind a translator
-- (64:ff9b::/96, RFC 6052).
create or replace function wadi_is_outside(address inet) returns boolean language sql stable as $$
    select not exists (select from own_networks where address <<= network)
        and case
            when family(address) = 4 then not address <<= any (array['0.0.0.0/8', '127.0.0.0/8', '192.0.0.0/24',
                '192.0.2.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3']::inet[])
            else address <<= any (array['2000::/3', '64:ff9b::/96', 'fc00::/7', 'fe80::/10']::inet[])
                and not address <<= any (array['2001:2::/48', '2001:10::/28', '2001:db8::/32', '3fff::/20']::inet[])
        end
$$;

-- What is pending of hosts, names and places, one row an address. PostgreSQL believes these tables to be empty, as they are
-- when it looks, and would join them row by row; a full join it hashes. Hence those below.
create or replace view newest_pending_names as
select distinct on (ip) ip, name, name_source
from pending_names
order by ip, wadi_name_rank(name_source) desc, id desc;

comment on view newest_pending_names is
    'The last name of the highest rank of each address among those that are not folded yet';

create or replace view newest_pending_places as
select distinct on (ip) ip, country_code, country_name, city, latitude, longitude, asn, organization, database_date
from pending_places
order by ip, database_date desc;

comment on view newest_pending_places is 'The place of each address by the newest database among those that are not folded yet';

create or replace view pending_hosts as
select ip, min(first_seen) as first_seen, max(last_seen) as last_seen, sum(packets_sent) as packets_sent,
    sum(packets_received) as packets_received, sum(bytes_sent) as bytes_sent, sum(bytes_received) as bytes_received
from (
    select src_ip as ip, packets as packets_sent, 0::bigint as packets_received, bytes as bytes_sent,
        0::bigint as bytes_received, first_seen, last_seen
    from pending_flows
    union all
    select dst_ip, 0, packets, 0, bytes, first_seen, last_seen
    from pending_flows
) as ends
group by ip
having sum(packets_sent) > 0 or sum(packets_received) > 0;

comment on view pending_hosts is 'What the addresses of pending_flows sent and received';

create or replace view geoip_now as
select ip, country_code, country_name, city, latitude, longitude, asn, organization, database_date
from geoip
union all
select ip, country_code, country_name, city, latitude, longitude, asn, organization, database_date
from newest_pending_places as p
where not exists (select from geoip as g where g.ip = p.ip);

comment on view geoip_now is 'geoip with the places of addresses that are not folded yet';

create or replace view hosts_now as
select ip,
    least(h.first_seen, p.first_seen) as first_seen,
    greatest(h.last_seen, p.last_seen) as last_seen,
    least(coalesce(h.packets_sent, 0) + coalesce(p.packets_sent, 0), 9223372036854775807)::bigint as packets_sent,
    least(coalesce(h.packets_received, 0) + coalesce(p.packets_received, 0), 9223372036854775807)::bigint
        as packets_received,
    least(coalesce(h.bytes_sent, 0) + coalesce(p.bytes_sent, 0), 9223372036854775807)::bigint as bytes_sent,
    least(coalesce(h.bytes_received, 0) + coalesce(p.bytes_received, 0), 9223372036854775807)::bigint
        as bytes_received,
    case when is_new_name then learnt.name else coalesce(h.name, waiting.name) end as name,
    coalesce(h.scope, wadi_scope(ip)) as scope,
    case when is_new_name then learnt.name_source else known_source end as name_source
from hosts as h
    full join pending_hosts as p using (ip)
    full join newest_pending_names as learnt using (ip)
    left join host_names as waiting using (ip)
    cross join lateral (select case when h.name is null then waiting.name_source else h.name_source end)
        as known (known_source)
    cross join lateral (select wadi_name_wins(learnt.name, learnt.name_source, known_source)) as wins (is_new_name)
-- A name alone makes no host.
where coalesce(h.packets_sent, p.packets_sent) is not null;

comment on view hosts_now is 'hosts with what is not folded yet';

-- What lists of hosts show of these addresses, folded or not.
drop function if exists known_hosts;
create function known_hosts(ips inet[]) returns table (
    ip           inet,
    name         text,
    name_source  text,
    scope        text,
    country_code text,
    country_name text,
    asn          bigint,
    organization text
) language sql stable parallel safe as $$
    select ip, case when is_new_name then learnt.name else coalesce(h.name, waiting.name) end,
        case when is_new_name then learnt.name_source else known_source end, coalesce(h.scope, wadi_scope(ip)),
        coalesce(g.country_code, placed.country_code), coalesce(g.country_name, placed.country_name),
        coalesce(g.asn, placed.asn), coalesce(g.organization, placed.organization)
    from (select address, true from unnest($1) as address group by address) as wanted (ip, is_wanted)
        left join hosts as h using (ip)
        left join host_names as waiting using (ip)
        left join geoip as g using (ip)
        full join newest_pending_names as learnt using (ip)
        full join newest_pending_places as placed using (ip)
        cross join lateral (select case when h.name is null then waiting.name_source else h.name_source end)
            as known (known_source)
        cross join lateral (select wadi_name_wins(learnt.name, learnt.name_source, known_source)) as wins (is_new_name)
    where coalesce(is_wanted, false)
$$;

comment on function known_hosts is 'Name, scope and place of addresses, with what is not folded yet';
