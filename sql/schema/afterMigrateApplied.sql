-- Flyway runs this after migrations, before which the functions may not exist.
do $$
begin
    if to_regproc('wadi_renew_readers') is not null then
        execute 'select wadi_renew_readers()';
    end if;
end $$;
