-- Whether Wadi's tables exist.
select to_regclass('schema_history') is not null
