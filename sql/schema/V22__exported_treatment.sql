-- How an exporter treated a flow. Null in rows from packets, which need no more space for it (as V20_1).
alter table flows
    add column tos                smallint,
    add column exported_direction smallint,
    add column end_reason         smallint;

comment on column flows.tos is 'Type of service or traffic class that the exporter states, 0 to 255: DSCP is tos / 4, ECN tos % 4';
comment on column flows.exported_direction is 'Where the exporter saw the packets: 0 as they came in (ingress), 1 as they left (egress)';
comment on column flows.end_reason is 'Why the exporter ended the flow (IANA element 136): 1 idle timeout, 2 active timeout, 3 end of flow detected, 4 forced end, 5 lack of resources';
