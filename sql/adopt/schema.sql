-- The schema for the origin's tables, quoted if necessary.
select case current_schema() when 'public' then 'origin' else quote_ident(current_schema() || '_origin') end
