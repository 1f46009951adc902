-- Later fragments have no ports, but their flow has: packets do not tell what a reader whose filter has a port may see.
do $$
declare
    each text;
begin
    for each in select reader from readers where has_packets and condition ~ '(src|dst)_port' loop
        execute format('drop view if exists %I.fact_packets cascade', wadi_part_schema(each));
        update readers set has_packets = false where reader = each;
    end loop;
end $$;
