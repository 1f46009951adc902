-- The sums by hour and protocol, for charts over many days: a dozen rows an hour, where flows_hour has one for each pair of
-- hosts. Triggers keep them equal to flows_hour, whoever changes it: the fold of any version of Wadi, or the retention.
-- (numeric, because sums of flows_hour may be more than a bigint holds.)
create table protocols_hour (
    window_start timestamptz not null,
    protocol     text        not null,
    packets      numeric     not null,
    bytes        numeric     not null,
    primary key (window_start, protocol)
);

comment on table protocols_hour is 'Sums of flows_hour by hour and protocol, kept by its triggers';
comment on column protocols_hour.window_start is 'Start of the hour (UTC)';
comment on column protocols_hour.protocol is 'Application protocol if recognised, otherwise transport';
comment on column protocols_hour.packets is 'Packets in the hour';
comment on column protocols_hour.bytes is 'Bytes of the IP packets in the hour';

insert into protocols_hour
select window_start, protocol, sum(packets), sum(bytes) from flows_hour group by window_start, protocol;

-- Only hours whose sums changed; in the order of the key, so that two transactions take locks in the same order.
create function wadi_add_protocol_hours() returns trigger language plpgsql as $$
begin
    insert into protocols_hour as p
    select window_start, protocol, sum(packets), sum(bytes)
    from added
    group by window_start, protocol
    order by window_start, protocol
    on conflict (window_start, protocol) do update set
        packets = p.packets + excluded.packets,
        bytes = p.bytes + excluded.bytes;
    return null;
end $$;

create function wadi_change_protocol_hours() returns trigger language plpgsql as $$
begin
    insert into protocols_hour as p
    select window_start, protocol, sum(packets), sum(bytes)
    from (
        select window_start, protocol, packets, bytes from added
        union all
        select window_start, protocol, -packets, -bytes from removed
    ) as change
    group by window_start, protocol
    order by window_start, protocol
    on conflict (window_start, protocol) do update set
        packets = p.packets + excluded.packets,
        bytes = p.bytes + excluded.bytes;
    return null;
end $$;

create function wadi_remove_protocol_hours() returns trigger language plpgsql as $$
begin
    update protocols_hour as p
    set packets = p.packets - gone.packets, bytes = p.bytes - gone.bytes
    from (
        select window_start, protocol, sum(packets) as packets, sum(bytes) as bytes
        from removed
        group by window_start, protocol
    ) as gone
    where p.window_start = gone.window_start and p.protocol = gone.protocol;
    delete from protocols_hour as p
    where (p.window_start, p.protocol) in (select window_start, protocol from removed)
        and not exists (
            select from flows_hour as f where f.window_start = p.window_start and f.protocol = p.protocol);
    return null;
end $$;

create function wadi_truncate_protocol_hours() returns trigger language plpgsql as $$
begin
    delete from protocols_hour;
    return null;
end $$;

create trigger add_protocol_hours after insert on flows_hour
    referencing new table as added for each statement execute function wadi_add_protocol_hours();
create trigger change_protocol_hours after update on flows_hour
    referencing new table as added old table as removed
    for each statement execute function wadi_change_protocol_hours();
create trigger remove_protocol_hours after delete on flows_hour
    referencing old table as removed for each statement execute function wadi_remove_protocol_hours();
create trigger truncate_protocol_hours after truncate on flows_hour
    for each statement execute function wadi_truncate_protocol_hours();
