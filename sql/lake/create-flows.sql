-- Where flows from the lake are copied to for one question: the columns of flows, the number of flows in a row, and whether it
-- is of the former range.
create temporary table lake_flows on commit drop as
select flows.*, null::bigint as flows, null::boolean as is_former from flows with no data
