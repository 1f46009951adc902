-- Notes that a partition ends, or once ended, below the stored offset.
update ingest_offsets
set tail_lost = true
where consumer = :#consumer and topic = :#topic and partition = :#partition
