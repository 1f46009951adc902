-- The places of the addresses in lake_flows, if the question needs them.
create temporary table lake_places (ip inet primary key, country_code text, asn bigint) on commit drop
