-- The readers who see a part of the traffic, with what else they can read (null is nothing, as it should be).
select reader, filter, wadi_part_schema(reader) as schema, wadi_other_rights(reader) as other
from readers
order by reader
