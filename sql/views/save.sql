-- Saves a view, or replaces the one of this name, unless there are too many; returns a row if it is saved.
insert into saved_views (name, query, saved_at, saved_by)
select :#name, :#query, :#now, :#user
where exists (select from saved_views where name = :#name) or (select count(*) from saved_views) < :#most
on conflict (name) do update set query = excluded.query, saved_at = excluded.saved_at, saved_by = excluded.saved_by
returning name
