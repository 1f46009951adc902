-- Sets the filter of a reader; the schema follows by function wadi_renew_reader.
insert into readers (reader, filter, condition, has_sums, has_packets)
values (:#reader, :#filter, :#condition, :#hasSums, :#hasPackets)
on conflict (reader) do update set filter = excluded.filter, condition = excluded.condition,
    has_sums = excluded.has_sums, has_packets = excluded.has_packets
