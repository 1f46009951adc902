-- What each probe's packets add up to in table flows, kept by the statement that stores them, in its transaction. So
-- whoever stores a capture can prove how much of it arrived, without a look at all flows that there ever were.
create table ingest_probes (
    consumer   text    not null,
    topic      text    not null,
    partition  integer not null,
    probe      text    not null,
    packets    bigint  not null,
    updated_at timestamptz not null default now(),
    primary key (consumer, topic, partition, probe)
) with (fillfactor = 50);

comment on table ingest_probes is
    'Packets stored in flows, by probe: changes in the same transaction as the rows. By partition, so that no two'
    ' writers meet at one row; what has not changed for 30 days is forgotten';
comment on column ingest_probes.packets is 'Packets of the probe that this consumer stored from this partition so far';
