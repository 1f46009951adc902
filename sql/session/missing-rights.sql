-- The rights that the user lacks to create tables, as the statements that grant them, and the role that owns the tables
-- if it is another one; one row.
select
    concat_ws('; ',
        case when not has_schema_privilege(current_schema(), 'CREATE')
            then format('grant create on schema %I to %I', current_schema(), current_user) end,
        case when not has_database_privilege(current_database(), 'CREATE')
            then format('grant create on database %I to %I', current_database(), current_user) end) as grants,
    (select quote_ident(pg_get_userbyid(relowner))
        from pg_class
        where oid = to_regclass('traffic') and not pg_has_role(relowner, 'USAGE')) as owner
