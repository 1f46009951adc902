-- The VLAN of a flow. Null in rows without one, which need no more space for it (as V20_1).
alter table flows
    add column vlan smallint;

comment on column flows.vlan is 'Outermost VLAN id of the first packet that had one, 1 to 4095, or the one that the exporter states';
