-- Deletes a slice of the rows that are too old and whose partition is not, or which have none.
select wadi_delete_old(:#table, :#before::text::timestamptz,
    :#mostRows::bigint)
