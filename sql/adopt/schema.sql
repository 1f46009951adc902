-- Where the origin's tables are moved to, quoted where it has to be.
select case current_schema() when 'public' then 'origin' else quote_ident(current_schema() || '_origin') end
