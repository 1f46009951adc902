-- Detections look at what is stored, not at the wall clock, and make up for what was stored late.

alter table ingest_offsets add column stored_until timestamptz;

comment on column ingest_offsets.stored_until is
    'Time of the latest packet of the last batch stored, at most the time of storing; kept by the stores of flows';

alter table detection_runs
    add column evaluated_until timestamptz,
    add column alerted integer;

comment on column detection_runs.evaluated_until is 'Time up to which this detection has looked at what is stored';
comment on column detection_runs.alerted is 'How many of the subjects found got alerts of their own: the strongest';
