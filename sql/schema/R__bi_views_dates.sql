-- Dimension of the days, in the schema of R__bi_views.sql.
do $$
declare
    home  text := current_schema();
    shown text := case home when 'public' then 'bi' else home || '_bi' end;
begin
    perform set_config('search_path', format('%I, %I', shown, home), true);
end $$;

-- Whole years, because the time functions of BI tools expect a calendar without gaps: from the first to the last day of
-- the daily sums, of the tables' partitions, of alerts and of exporters. Days from forged clocks are outside of the
-- calendar, each by itself.
create or replace view dim_date as
with known as (
    select day from stored_days
),
calendar (day) as (
    -- Without a time zone: in that of the client, a day may begin at one o'clock.
    select generate_series(date_trunc('year', min(day)::timestamp),
        date_trunc('year', max(day)::timestamp) + interval '1 year - 1 day', interval '1 day')::date
    from known
    where day between date '2000-01-01' and (now() at time zone 'UTC')::date + 1
),
days (day, kind) as (
    select day, 'calendar' from calendar
    union all
    select day, 'forged' from known where day not in (select day from calendar)
)
select day as date,
    extract(year from day)::integer as year,
    extract(quarter from day)::integer as quarter,
    extract(month from day)::integer as month,
    to_char(day, 'FMMonth') as month_name,
    to_char(day, 'YYYY-MM') as year_month,
    extract(week from day)::integer as iso_week,
    extract(day from day)::integer as day_of_month,
    extract(isodow from day)::integer as weekday,
    to_char(day, 'FMDay') as weekday_name,
    kind,
    extract(isoyear from day)::integer as iso_year
from days;

comment on view dim_date is 'One row per day (UTC): whole years without gaps, and days from forged clocks';
comment on column dim_date.date is 'Key: the day';
comment on column dim_date.year is 'Year';
comment on column dim_date.quarter is 'Quarter, 1 to 4';
comment on column dim_date.month is 'Month, 1 to 12';
comment on column dim_date.month_name is 'Name of the month; sort by month';
comment on column dim_date.year_month is 'Year and month, as 2026-03';
comment on column dim_date.iso_week is 'Week of iso_year (ISO 8601), 1 to 53';
comment on column dim_date.day_of_month is 'Day of the month, 1 to 31';
comment on column dim_date.weekday is 'Day of the week (ISO 8601), Monday 1 to Sunday 7';
comment on column dim_date.weekday_name is 'Name of the day of the week; sort by weekday';
comment on column dim_date.iso_year is 'Year of iso_week (ISO 8601); another than year in some days around 1 January';
comment on column dim_date.kind is 'calendar; or forged, for days outside of its years, which come from wrong clocks';
