-- The catalog of the lake: which metadata file is the current one of each Iceberg table. Names and types are those of
-- Iceberg's JDBC catalog (schema version V1), so that other engines can use it too. Only the owner of the schema can
-- create tables, and the stores need not be the owner.

create table iceberg_tables (
    catalog_name               varchar(255) not null,
    table_namespace            varchar(255) not null,
    table_name                 varchar(255) not null,
    metadata_location          varchar(1000),
    previous_metadata_location varchar(1000),
    iceberg_type               varchar(5),
    primary key (catalog_name, table_namespace, table_name)
);

create table iceberg_namespace_properties (
    catalog_name   varchar(255) not null,
    namespace      varchar(255) not null,
    property_key   varchar(255),
    property_value varchar(1000),
    primary key (catalog_name, namespace, property_key)
);

comment on table iceberg_tables is 'Tables of the lake: the catalog of Apache Iceberg, written by its library';
comment on table iceberg_namespace_properties is 'Properties of the lake''s namespaces, written by Iceberg''s library';
