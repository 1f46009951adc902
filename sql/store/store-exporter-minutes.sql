-- Stores a minute of an exporter, or its larger counts.
insert into exporter_minutes as known (collector, cell, minute, exporter, port, probe, protocol, domain, datagrams, records,
    lost, late, restarts, no_template, dropped, sampling, skew_millis)
values (:#${body.collector}::uuid, :#${body.cell}::bigint, to_timestamp(:#${body.minute}::bigint),
    :#${body.exporter}::inet, :#${body.port}::integer, :#${body.probe}::text, :#${body.protocol}::text,
    :#${body.domain}::bigint, :#${body.datagrams}::bigint, :#${body.records}::bigint, :#${body.lost}::bigint,
    :#${body.late}::bigint, :#${body.restarts}::bigint, :#${body.noTemplate}::bigint, :#${body.dropped}::bigint,
    :#${body.sampling}::bigint, :#${body.skewMillis}::bigint)
on conflict (collector, cell) do update set
    datagrams = greatest(known.datagrams, excluded.datagrams),
    records = greatest(known.records, excluded.records),
    lost = greatest(known.lost, excluded.lost),
    late = greatest(known.late, excluded.late),
    restarts = greatest(known.restarts, excluded.restarts),
    no_template = greatest(known.no_template, excluded.no_template),
    dropped = greatest(known.dropped, excluded.dropped),
    sampling = case when excluded.datagrams >= known.datagrams then excluded.sampling else known.sampling end,
    skew_millis = case when excluded.datagrams >= known.datagrams then excluded.skew_millis else known.skew_millis end
