-- Networks that the user has named in a file (wadi.networks.list), cut into pieces that do not overlap: an address is in one
-- piece at most, that of the longest prefix. Flows and sums have addresses, so names apply to all that is stored.
create table network_parts (
    part     cidr   primary key,
    network  cidr   not null,
    net_name text   not null,
    net_role text,
    net_site text,
    net_tags text[] not null default '{}'
);

create index network_parts_address on network_parts using gist (part inet_ops);

comment on table network_parts is 'Networks of the file that setting wadi.networks.list names, without the parts that smaller ones have; written by the API';
comment on column network_parts.network is 'The network in the file that this is a part of';
