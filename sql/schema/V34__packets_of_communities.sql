-- A flow of ICMP has packets of several types and codes, each with a Community ID of its own, and keeps one of them.
do $$
declare
    each text;
begin
    for each in select reader from readers where has_packets and filter ~* 'community' loop
        execute format('drop view if exists %I.fact_packets cascade', wadi_part_schema(each));
        update readers set has_packets = false where reader = each;
    end loop;
end $$;
