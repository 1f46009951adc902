-- Removes a view; returns a row if it existed.
delete from saved_views where name = :#name returning name
