-- How many sums are not folded yet, and for how many seconds the oldest among them has been there.
select coalesce(sum(sums), 0)::bigint as pending,
    coalesce(extract(epoch from now() - min(stored_at)), 0)::float8 as seconds
from pending_batches
