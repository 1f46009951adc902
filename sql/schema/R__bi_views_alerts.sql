-- What detections found, in the schema of R__bi_views.sql.

-- A subject begins with the address that it is about, or has one in it.
create or replace function wadi_subject_address(subject text) returns text language sql immutable parallel safe
begin atomic
    select substring(subject from '(?:^|[ ])(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)(?:$|[ ])');
end;

comment on function wadi_subject_address is 'The first address in the subject of an alert; null where there is none';

do $$
declare
    home  text := current_schema();
    shown text := case home when 'public' then 'bi' else home || '_bi' end;
begin
    perform set_config('search_path', format('%I, %I', shown, home), true);
end $$;

-- dim_host may not have the address any more.
create or replace view fact_alerts as
select id as alert_id,
    opened_at,
    date_trunc('second', opened_at at time zone 'UTC')::timestamp(0) as time_utc,
    (opened_at at time zone 'UTC')::date as date,
    (extract(hour from opened_at at time zone 'UTC') * 60
        + extract(minute from opened_at at time zone 'UTC'))::integer as minute_of_day,
    detection,
    severity,
    case severity when 'low' then 1 when 'medium' then 2 else 3 end as severity_rank,
    case when closed_at is not null then 'closed' when acknowledged_at is not null then 'acknowledged' else 'open' end
        as state,
    subject,
    wadi_subject_address(subject) as ip,
    title,
    date_trunc('second', last_seen at time zone 'UTC')::timestamp(0) as last_seen_utc,
    date_trunc('second', closed_at at time zone 'UTC')::timestamp(0) as closed_utc,
    extract(epoch from coalesce(closed_at, updated_at) - opened_at)::double precision as open_seconds,
    score,
    evidence::text as evidence,
    date_trunc('second', acknowledged_at at time zone 'UTC')::timestamp(0) as acknowledged_utc,
    acknowledged_by
from alerts;

comment on view fact_alerts is 'One row per alert: what a detection found, from the first finding until it is over. It was open in a range if opened_at is before the end, and closed_utc is null or not before the start';
comment on column fact_alerts.alert_id is 'Number of the alert';
comment on column fact_alerts.opened_at is 'Time of the run that found it first. Filter by this column: it has an index';
comment on column fact_alerts.time_utc is 'Second in which it was opened, UTC';
comment on column fact_alerts.date is 'Key of dim_date: day on which it was opened (UTC)';
comment on column fact_alerts.minute_of_day is 'Key of dim_time_of_day: minutes since midnight (UTC) when it was opened';
comment on column fact_alerts.detection is 'Name of the detection';
comment on column fact_alerts.severity is 'low, medium or high; sort by severity_rank';
comment on column fact_alerts.severity_rank is '1 low, 2 medium, 3 high';
comment on column fact_alerts.state is 'open, acknowledged or closed';
comment on column fact_alerts.subject is 'Who or what it is about, in the words of the detection';
comment on column fact_alerts.ip is 'Key of dim_host: the first address in the subject; null where there is none';
comment on column fact_alerts.title is 'What was found, in one line';
comment on column fact_alerts.last_seen_utc is 'Second of the last run that found it, UTC';
comment on column fact_alerts.closed_utc is 'Second in which it was over, UTC; null while it is open, however long no detection has run';
comment on column fact_alerts.open_seconds is 'Seconds from its opening until it was over, or until the last run that looked for it, not until now';
comment on column fact_alerts.score is 'How far beyond the normal, in the measure of the detection; of the last finding';
comment on column fact_alerts.evidence is 'What the detection saw, as JSON; of the last finding';
comment on column fact_alerts.acknowledged_utc is 'Second in which somebody acknowledged it, UTC; null before';
comment on column fact_alerts.acknowledged_by is 'Who acknowledged it; null before';
