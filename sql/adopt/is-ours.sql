-- Whether Wadi's tables are there.
select to_regclass('schema_history') is not null
