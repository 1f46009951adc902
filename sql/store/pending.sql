-- How many sums are not folded yet, the batch of the oldest among them, and for how many seconds that has been there.
select coalesce(sum(sums), 0)::bigint as pending,
    coalesce(min(id), -1) as oldest,
    coalesce(extract(epoch from now() - min(stored_at)), 0)::float8 as seconds
from pending_batches
