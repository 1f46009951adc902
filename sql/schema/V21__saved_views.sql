-- Questions of the page /explore that users have saved by name.
create table saved_views (
    name     text        primary key check (length(name) between 1 and 100),
    query    text        not null check (length(query) between 1 and 2000),
    saved_at timestamptz not null,
    saved_by text        not null
);

comment on table saved_views is 'Questions of the page /explore, saved by name';
comment on column saved_views.query is 'The query string of the page, without the question mark';
comment on column saved_views.saved_by is 'User of the HTTP server; localhost if it has none';
