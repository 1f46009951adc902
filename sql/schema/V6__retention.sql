-- Drops what is older than so many days (UTC), each 0 for ever: days of traffic, days of flows, and rows of flows_hour.
-- flows_day, hosts and geoip grow with hosts and days and not with packets, and stay. One process at a time; answers
-- how many days of tables it dropped and how many rows of hours it deleted.
create function wadi_retain(traffic_days integer, flow_days integer, hour_days integer)
returns table (days integer, hours bigint) language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext('wadi_retain'));
    days := 0;
    hours := 0;
    if traffic_days > 0 then
        days := days + wadi_drop_days('traffic', traffic_days);
    end if;
    if flow_days > 0 then
        days := days + wadi_drop_days('flows', flow_days);
    end if;
    if hour_days > 0 then
        delete from flows_hour where window_start < date_trunc('day', now(), 'UTC') - make_interval(days => hour_days);
        get diagnostics hours = row_count;
    end if;
    return next;
end $$;

comment on function wadi_retain(integer, integer, integer) is 'Drops what is older than the retention; called by route retention';
