-- Adds pending batches to the shared sums and deletes them, all or nothing: the oldest first, until they have so many sums
-- together. Only the one that holds the lock runs it (try-fold-lock.sql), so that nobody else deletes these rows or writes
-- to these sums. Answers how many sums it took.
with chosen as (
    select id
    from (select id, sums, sum(sums) over (order by id) as total from pending_batches) as batch
    where total - sums < :#most
),
taken as materialized (
    delete from pending_batches where id = any (array(select id from chosen)) returning *
),
-- One array per column. A select list turns them into rows one by one; a from clause would first store all of them.
-- (offset 0 prevents PostgreSQL from merging the two selects.)
flow as (
    select unnest(window_starts) as window_start, unnest(src_ips) as src_ip, unnest(dst_ips) as dst_ip,
        unnest(protocols) as protocol, unnest(packets) as packets, unnest(bytes) as bytes,
        unnest(src_countries) as src_country, unnest(dst_countries) as dst_country, unnest(src_asns) as src_asn,
        unnest(dst_asns) as dst_asn, unnest(first_seen) as first_seen, unnest(last_seen) as last_seen
    from taken
    offset 0
),
hours as materialized (
    -- date_trunc with a time zone takes longer than all else of this list.
    select to_timestamp(window_start - (window_start % 3600 + 3600) % 3600) as window_start, src_ip::inet as src_ip,
        dst_ip::inet as dst_ip, protocol, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes,
        max(src_country) as src_country, max(dst_country) as dst_country, max(src_asn) as src_asn,
        max(dst_asn) as dst_asn, timestamptz 'epoch' + min(first_seen) * interval '1 microsecond' as first_seen,
        timestamptz 'epoch' + max(last_seen) * interval '1 microsecond' as last_seen
    from flow
    group by 1, 2, 3, protocol
),
stored_hours as (
    insert into flows_hour as r (window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country,
        src_asn, dst_asn, last_seen)
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
        last_seen
    from hours
    order by window_start, src_ip, dst_ip, protocol
    on conflict (window_start, src_ip, dst_ip, protocol) do update set
        packets = wadi_plus(r.packets, excluded.packets),
        bytes = wadi_plus(r.bytes, excluded.bytes),
        last_seen = greatest(r.last_seen, excluded.last_seen)
),
stored_days as (
    insert into flows_day as r (window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country,
        src_asn, dst_asn, last_seen)
    select date_trunc('day', window_start, 'UTC') as start, src_ip, dst_ip, protocol, wadi_capped(sum(packets)),
        wadi_capped(sum(bytes)), max(src_country), max(dst_country), max(src_asn), max(dst_asn), max(last_seen)
    from hours
    group by start, src_ip, dst_ip, protocol
    order by start, src_ip, dst_ip, protocol
    on conflict (window_start, src_ip, dst_ip, protocol) do update set
        packets = wadi_plus(r.packets, excluded.packets),
        bytes = wadi_plus(r.bytes, excluded.bytes),
        last_seen = greatest(r.last_seen, excluded.last_seen)
),
ends as (
    select src_ip as ip, packets as packets_sent, 0 as packets_received, bytes as bytes_sent, 0 as bytes_received,
        first_seen, last_seen
    from hours
    union all
    select dst_ip, 0, packets, 0, bytes, first_seen, last_seen
    from hours
),
best_names as materialized (
    select distinct on (ip) ip, name, name_source
    from (
        select id, unnest(named_ips) as ip, unnest(names) as name, unnest(name_sources) as name_source
        from taken
        offset 0
    ) as named
    order by ip, wadi_name_rank(name_source) desc, id desc
),
seen as (
    select ip, min(first_seen) as first_seen, max(last_seen) as last_seen,
        wadi_capped(sum(packets_sent)) as packets_sent, wadi_capped(sum(packets_received)) as packets_received,
        wadi_capped(sum(bytes_sent)) as bytes_sent, wadi_capped(sum(bytes_received)) as bytes_received
    from ends
    group by ip
),
-- The addresses that were seen, and those that were only named. A name makes no host: where there is no row of the address
-- yet, it waits in host_names for the first packet. (A count, because PostgreSQL may answer an exists for every row by
-- reading all of hosts.) What was only named was seen from the end of time to its beginning, which moves neither bound.
addresses as materialized (
    select ip, coalesce(first_seen, 'infinity') as first_seen, coalesce(last_seen, '-infinity') as last_seen,
        coalesce(packets_sent, 0) as packets_sent, coalesce(packets_received, 0) as packets_received,
        coalesce(bytes_sent, 0) as bytes_sent, coalesce(bytes_received, 0) as bytes_received, name,
        name_source, coalesce(packets_sent > 0 or packets_received > 0, false)
            or (select count(*) > 0 from hosts where hosts.ip = address.ip) as is_host
    from (select * from seen full join best_names using (ip)) as address
),
stored_hosts as (
    insert into hosts as h (ip, first_seen, last_seen, packets_sent, packets_received, bytes_sent, bytes_received,
        name, name_source, scope)
    select ip, first_seen, last_seen, packets_sent, packets_received, bytes_sent, bytes_received,
        case when wadi_name_wins(name, name_source, (waiting).name_source) then name else (waiting).name end,
        case when wadi_name_wins(name, name_source, (waiting).name_source) then name_source
            else (waiting).name_source end,
        wadi_scope(ip)
    from (
        select a.*, (
            select n
            from host_names as n
            where n.ip = a.ip
                and not exists (select from hosts where hosts.ip = a.ip and hosts.name is not null)) as waiting
        from addresses as a
        where is_host
        offset 0
    ) as host
    order by ip
    on conflict (ip) do update set
        first_seen = least(h.first_seen, excluded.first_seen),
        last_seen = greatest(h.last_seen, excluded.last_seen),
        packets_sent = wadi_plus(h.packets_sent, excluded.packets_sent),
        packets_received = wadi_plus(h.packets_received, excluded.packets_received),
        bytes_sent = wadi_plus(h.bytes_sent, excluded.bytes_sent),
        bytes_received = wadi_plus(h.bytes_received, excluded.bytes_received),
        name = case when wadi_name_wins(excluded.name, excluded.name_source, h.name_source)
            then excluded.name else h.name end,
        name_source = case when wadi_name_wins(excluded.name, excluded.name_source, h.name_source)
            then excluded.name_source else h.name_source end
),
stored_names as (
    insert into host_names as n (ip, name, name_source)
    select ip, name, name_source
    from addresses
    where not is_host and name is not null
    order by ip
    on conflict (ip) do update set name = excluded.name, name_source = excluded.name_source, learnt_at = now()
    where wadi_name_wins(excluded.name, excluded.name_source, n.name_source)
),
-- Without the places that geoip has from the same or a newer database. (A count, because PostgreSQL may evaluate not
-- exists by reading all of geoip.)
stored_places as (
    insert into geoip as g (ip, country_code, country_name, city, latitude, longitude, asn, organization,
        database_date)
    select *
    from (
        select distinct on (ip) ip, country_code, country_name, city, latitude, longitude, asn, organization,
            database_date
        from (
            select unnest(places) as ip, unnest(country_codes) as country_code, unnest(country_names) as country_name,
                unnest(cities) as city, unnest(latitudes) as latitude, unnest(longitudes) as longitude,
                unnest(asns) as asn, unnest(organizations) as organization, unnest(database_dates) as database_date
            from taken
            offset 0
        ) as place
        order by ip, database_date desc
    ) as newest
    where (select count(*) = 0 from geoip as known
        where known.ip = newest.ip and known.database_date >= newest.database_date)
    on conflict (ip) do update set
        country_code = excluded.country_code,
        country_name = excluded.country_name,
        city = excluded.city,
        latitude = excluded.latitude,
        longitude = excluded.longitude,
        asn = excluded.asn,
        organization = excluded.organization,
        database_date = excluded.database_date
    where g.database_date is null or g.database_date < excluded.database_date
)
select coalesce(sum(sums), 0)::bigint from taken
