-- title: First traffic with a country
-- severity: low
-- schedule: 5 minutes
-- explanation: A host of ours exchanged data with a country for the first time in days. Hosts that talk to many
--   countries anyway (browsers, public servers) are excluded. So are hosts without enough history to compare
--   with.
-- parameter window = 60 (minutes): length of the time that it examines
-- parameter kilobytes = 1000 (kilobytes): in both directions together, at least
-- parameter days = 30 (days): length of the history to compare with
-- parameter history = 24 (hours): since the host was first seen, at least
-- parameter countries = 8 (countries): that the host already talks to, at most
with exchange as (
    select src_ip as ip, dst_country as country, dst_ip as peer, bytes as sent, 0 as received
    from flows
    where window_start > :#now - :#window * interval '1 minute' and window_start <= :#now and dst_country is not null
    union all
    select dst_ip, src_country, src_ip, 0, bytes
    from flows
    where window_start > :#now - :#window * interval '1 minute' and window_start <= :#now and src_country is not null
),
sizeable as materialized (
    select ip, country, sum(sent) as sent, sum(received) as received, array_agg(distinct peer) as peers
    from exchange
    group by ip, country
    having sum(sent) + sum(received) >= :#kilobytes * 1000 and sum(sent) > 0 and sum(received) > 0
),
candidate as materialized (
    select * from sizeable where wadi_is_inside(ip)
),
suspect as (
    select distinct ip from candidate
),
-- Whole days come from the daily sums, the rest up to the window from the hourly sums.
past as materialized (
    select f.src_ip as ip, f.dst_country as country, min(f.window_start) as since
    from flows_day f join suspect on f.src_ip = suspect.ip
    where f.window_start >= :#now - :#days * interval '1 day'
        and f.window_start < date_trunc('day', :#now - :#window * interval '1 minute', 'UTC')
    group by f.src_ip, f.dst_country
    union all
    select f.src_ip, f.dst_country, min(f.window_start)
    from flows_hour f join suspect on f.src_ip = suspect.ip
    where f.window_start >= date_trunc('day', :#now - :#window * interval '1 minute', 'UTC')
        and f.window_start < date_trunc('hour', :#now - :#window * interval '1 minute', 'UTC')
    group by f.src_ip, f.dst_country
)
select host(c.ip) || ' ↔ ' || c.country as subject,
    c.sent + c.received as score,
    jsonb_build_object(
        'host', host(c.ip),
        'country', c.country,
        'countryName', (select max(g.country_name) from geoip g where g.ip = any (c.peers)),
        'bytesSent', c.sent,
        'bytesReceived', c.received,
        'peers', (select array_agg(host(peer)) from unnest(c.peers[1:10]) as peer),
        'usualCountries', (select array_agg(distinct p.country) from past p where p.ip = c.ip and p.country is not null)
    ) as evidence
from candidate c
where not exists (select from past p where p.ip = c.ip and p.country = c.country)
    and (select count(distinct p.country) from past p where p.ip = c.ip) <= :#countries
    and (select min(p.since) from past p where p.ip = c.ip) <= :#now - :#history * interval '1 hour'
order by score desc
