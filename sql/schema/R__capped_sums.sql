-- Aggregates that sum packets and bytes as bigint, the type of their columns, and never fail. Table traffic has real
-- packets, but topic flows may have forged flows: half a million of them exceed a bigint. Such a sum is the largest
-- value, 9223372036854775807, which is 9 exabytes.
create or replace function wadi_capped(total numeric) returns bigint
language sql immutable parallel safe
begin atomic
    select case when total > 9223372036854775807 then 9223372036854775807 else total::bigint end;
end;

comment on function wadi_capped is 'A sum as bigint; the largest bigint where the sum exceeds it';

-- Adds a part to such a sum; neither is negative.
create or replace function wadi_plus(total bigint, part bigint) returns bigint
language sql immutable parallel safe
begin atomic
    select least(total, 9223372036854775807 - part) + part;
end;

comment on function wadi_plus is 'The sum of two counts; the largest bigint where the sum exceeds it';
