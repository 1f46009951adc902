-- Replaces the named networks. Rows that stay the same are not written. The tags of a network are joined by spaces.
with wanted as (
    select network(part::inet) as part, network(whole::inet) as network, net_name, net_role, net_site,
        coalesce(string_to_array(nullif(tags, ''), ' '), '{}') as net_tags
    from unnest(:#parts::text[], :#networks::text[], :#names::text[], :#roles::text[], :#sites::text[], :#tags::text[])
        as given (part, whole, net_name, net_role, net_site, tags)
),
removed as (
    delete from network_parts where part not in (select part from wanted)
)
insert into network_parts as p (part, network, net_name, net_role, net_site, net_tags)
select part, network, net_name, net_role, net_site, net_tags
from wanted
on conflict (part) do update set
    network = excluded.network,
    net_name = excluded.net_name,
    net_role = excluded.net_role,
    net_site = excluded.net_site,
    net_tags = excluded.net_tags
where (p.network, p.net_name, p.net_role, p.net_site, p.net_tags)
    is distinct from (excluded.network, excluded.net_name, excluded.net_role, excluded.net_site, excluded.net_tags)
