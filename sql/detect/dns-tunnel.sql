-- title: Data hidden in DNS names
-- severity: high
-- schedule: 1 minute
-- explanation: One client asked for many different, long names under one domain: tunnels (iodine, dnscat,
--   dns2tcp) carry data in them. Names without a top-level domain count as one domain. Names come from table
--   traffic, or from table flows (the last name of each flow) if table traffic is not kept. Parameter ignore has
--   the domains of reverse lookups and of services that send data by DNS on purpose.
-- parameter window = 15 (minutes): length of the time that it examines
-- parameter names = 20 (names): different names of one client under one domain, at least
-- parameter length = 28 (characters): average length of the part before the domain, at least
-- parameter ignore = {arpa,local,sophosxl.net,mcafee.com,trendmicro.com,spamhaus.org,surbl.org} (domains): not counted
with asked as materialized (
    select src_ip, dst_ip, name
    from traffic
    where "timestamp" > :#now - :#window * interval '1 minute' and "timestamp" <= :#now + interval '1 minute'
        and protocol = 'DNS' and length(name) > :#length and (dst_port = 53 or src_port > dst_port and src_port <> 53)
    union
    select src_ip, dst_ip, name
    from flows
    where window_start > :#now - :#window * interval '1 minute' and window_start <= :#now
        and protocol = 'DNS' and length(name) > :#length and (dst_port = 53 or src_port > dst_port and src_port <> 53)
),
placed as (
    select src_ip, dst_ip, name,
        case when name ~ '\.([a-z]+|xn--[a-z0-9-]+)$'
            then substring(name from '[^.]+\.(?:[a-z]{2,3}\.[a-z]{2}|[^.]+)$') end as domain
    from asked
),
tunnelled as (
    select src_ip, domain,
        count(distinct name) as names,
        avg(length(name) - coalesce(length(domain), 0)) as average,
        array_agg(distinct dst_ip) as servers,
        min(name) as example
    from placed
    where domain is null or not exists (
        select from unnest(:#ignore::text[]) as quiet where domain = quiet or domain like '%.' || quiet)
    group by src_ip, domain
    having count(distinct name) >= :#names and avg(length(name) - coalesce(length(domain), 0)) >= :#length
)
select coalesce(domain, 'names without a domain') as subject,
    sum(names) as score,
    jsonb_build_object(
        'domain', domain,
        'clients', (array_agg(host(src_ip)))[1:10],
        'servers', (select array_agg(distinct host(s.ip)) from tunnelled u, unnest(u.servers) as s (ip)
            where u.domain is not distinct from t.domain),
        'names', sum(names),
        'averageLength', round(avg(average)),
        'example', min(example)) as evidence
from tunnelled t
group by domain
order by score desc
