-- What only an exporter knows of a flow. Null in rows from packets, which need no more space for it: the bitmap of nulls of
-- up to 72 columns is as long, after alignment, as that of 21.
alter table flows
    add column in_interface       bigint,
    add column out_interface      bigint,
    add column exported_src_asn   bigint,
    add column exported_dst_asn   bigint,
    add column sampling           bigint,
    add column next_hop           inet,
    add column in_interface_name  text,
    add column out_interface_name text;

comment on column flows.in_interface is 'SNMP index of the interface of the exporter that the packets came in by';
comment on column flows.out_interface is 'SNMP index of the interface of the exporter that the packets left by';
comment on column flows.exported_src_asn is 'AS number of the source that the exporter states; src_asn is that of the GeoIP database';
comment on column flows.exported_dst_asn is 'AS number of the destination that the exporter states';
comment on column flows.sampling is 'One of how many packets the exporter looked at; packets and bytes are multiplied by it';
comment on column flows.next_hop is 'Address of the next router that the exporter states';
comment on column flows.in_interface_name is 'Name of in_interface in the options data of the exporter, when the flow was exported';
comment on column flows.out_interface_name is 'Name of out_interface in the options data of the exporter, when the flow was exported';
