-- What was received from each exporter in each minute, and what was lost. A collector sends the growing counts of a minute
-- several times; (collector, cell) tells that a row is the same, and the larger counts are the later ones. So a message that
-- is stored twice, or out of order, changes nothing.
create table exporter_minutes (
    collector   uuid        not null,
    cell        bigint      not null,
    minute      timestamptz not null,
    exporter    inet,
    port        integer,
    probe       text        not null,
    protocol    text        not null,
    domain      bigint      not null,
    datagrams   bigint      not null,
    records     bigint      not null,
    lost        bigint      not null,
    late        bigint      not null,
    restarts    bigint      not null,
    no_template bigint      not null,
    dropped     bigint      not null,
    sampling    bigint      not null,
    skew_millis bigint      not null,
    primary key (collector, cell)
) with (fillfactor = 70);

create index exporter_minutes_minute on exporter_minutes (minute);

comment on table exporter_minutes is
    'What was received from each exporter in each minute, and what was lost; rows without an exporter are what the collector'
    ' dropped, whosever it was';
comment on column exporter_minutes.collector is 'Random id of a run of the collecting endpoint';
comment on column exporter_minutes.cell is 'Number of the row, unique within the collector';
comment on column exporter_minutes.minute is 'Start of the minute in which the datagrams arrived';
comment on column exporter_minutes.exporter is 'Address of the exporter; for sFlow, of the agent';
comment on column exporter_minutes.port is 'UDP port of the sender';
comment on column exporter_minutes.probe is 'Name of the exporter, as in flows.probe';
comment on column exporter_minutes.protocol is 'v5, v9, ipfix or sflow';
comment on column exporter_minutes.domain is
    'NetFlow v5: engine type and id; v9: source id; IPFIX: observation domain; sFlow: sub-agent';
comment on column exporter_minutes.datagrams is 'Datagrams received';
comment on column exporter_minutes.records is 'Records in them: flows, options data and samples';
comment on column exporter_minutes.lost is
    'Missing in the sequence numbers: records (v5, ipfix) or datagrams (v9, sflow)';
comment on column exporter_minutes.late is 'Those of them, or of earlier minutes, that arrived late after all';
comment on column exporter_minutes.restarts is 'Jumps of the sequence numbers that are no loss: the exporter had restarted';
comment on column exporter_minutes.no_template is 'Data sets whose template did not arrive in time';
comment on column exporter_minutes.dropped is 'Datagrams that the kernel or the full queue of the collector dropped';
comment on column exporter_minutes.sampling is 'The last sampling rate: one of so many packets; 0 if there was no flow';
comment on column exporter_minutes.skew_millis is 'How much later the clock of the exporter was, at the last datagram';
