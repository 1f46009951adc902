-- What detections found, what became of it, and what is not to be told. Kept by route detect.

create table own_networks (
    network cidr primary key,
    name    text not null default ''
);

comment on table own_networks is 'Networks that detections take for the inside; add your public ones (IPv6!) here';

insert into own_networks (network, name) values
    ('10.0.0.0/8', 'private (RFC 1918)'),
    ('172.16.0.0/12', 'private (RFC 1918)'),
    ('192.168.0.0/16', 'private (RFC 1918)'),
    ('100.64.0.0/10', 'shared carrier space (RFC 6598)'),
    ('169.254.0.0/16', 'link-local (RFC 3927)'),
    ('fc00::/7', 'unique local (RFC 4193)'),
    ('fe80::/10', 'link-local (RFC 4291)');

create function wadi_is_inside(address inet) returns boolean language sql stable as $$
    select exists (select from own_networks where address <<= network)
$$;

comment on function wadi_is_inside is 'Whether an address is of one of own_networks';

-- A place that can be reached from anywhere: no multicast, broadcast, loopback, documentation or reserved address.
create function wadi_is_outside(address inet) returns boolean language sql stable as $$
    select not exists (select from own_networks where address <<= network)
        and not address <<= any (array['0.0.0.0/8', '127.0.0.0/8', '192.0.0.0/24', '192.0.2.0/24', '198.18.0.0/15',
            '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3', '::/8', '100::/64', '2001:db8::/32', 'ff00::/8'
            ]::inet[])
$$;

comment on function wadi_is_outside is 'Whether an address is a public one of others';

create table alerts (
    id              bigint generated always as identity primary key,
    detection       text        not null,
    severity        text        not null check (severity in ('low', 'medium', 'high')),
    subject         text        not null,
    title           text        not null,
    opened_at       timestamptz not null,
    updated_at      timestamptz not null,
    closed_at       timestamptz,
    last_seen       timestamptz not null,
    missed          integer     not null default 0,
    score           double precision not null,
    evidence        jsonb       not null,
    acknowledged_at timestamptz,
    acknowledged_by text
);

comment on table alerts is 'What detections found: one row from the first finding until it is over';
comment on column alerts.detection is 'Name of the detection: its file sql/detect/<name>.sql';
comment on column alerts.subject is 'Who or what it is about, in the words of the detection';
comment on column alerts.opened_at is 'Time that the run looked at which found it first';
comment on column alerts.updated_at is 'Time of the last run that looked for it';
comment on column alerts.closed_at is 'When it was over; null while it is open';
comment on column alerts.last_seen is 'Time of the last run that found it';
comment on column alerts.missed is 'Runs in a row that looked and did not find it';
comment on column alerts.score is 'How far beyond the normal, in the measure of the detection; of the last finding';
comment on column alerts.evidence is 'What the detection saw; of the last finding';

-- At most one open alert a subject; a later finding after it was closed is an alert of its own.
create unique index alerts_open on alerts (detection, subject) where closed_at is null;
create index alerts_opened_at on alerts (opened_at);

create table alert_events (
    id           bigint generated always as identity primary key,
    alert        bigint      not null references alerts on delete cascade,
    change       text        not null check (change in ('opened', 'acknowledged', 'closed')),
    at           timestamptz not null,
    published_at timestamptz
);

comment on table alert_events is 'Changes of state of alerts, written with the change; topic alerts gets each of them';
comment on column alert_events.published_at is 'When topic alerts had it; null while it has not';

create index alert_events_unpublished on alert_events (id) where published_at is null;
create index alert_events_alert on alert_events (alert);

create table alert_suppressions (
    id          bigint generated always as identity primary key,
    detection   text,
    subject     text,
    starts_at   timestamptz not null default now(),
    ends_at     timestamptz,
    daily_from  time,
    daily_until time,
    reason      text        not null default '',
    created_by  text        not null default current_user,
    created_at  timestamptz not null default now(),
    check ((daily_from is null) = (daily_until is null))
);

comment on table alert_suppressions is 'What is no alert: findings that match all columns of a row that are not null';
comment on column alert_suppressions.detection is 'Name of a detection; null for all';
comment on column alert_suppressions.subject is 'Pattern of LIKE for the subject (10.1.2.% for a network), or null';
comment on column alert_suppressions.ends_at is 'Null for ever';
comment on column alert_suppressions.daily_from is 'Start of a daily window (UTC), may span midnight; null for all day';

create function wadi_is_suppressed(of_detection text, of_subject text, moment timestamptz) returns boolean
language sql stable as $$
    select exists (
        select from alert_suppressions
        where (detection is null or detection = of_detection)
            and (subject is null or of_subject like subject)
            and moment >= starts_at and (ends_at is null or moment < ends_at)
            and case
                when daily_from is null then true
                when daily_from <= daily_until then (moment at time zone 'UTC')::time >= daily_from
                    and (moment at time zone 'UTC')::time < daily_until
                else (moment at time zone 'UTC')::time >= daily_from or (moment at time zone 'UTC')::time < daily_until
            end)
$$;

comment on function wadi_is_suppressed is 'Whether alert_suppressions has a row for a finding at a moment';

create table detection_runs (
    detection    text primary key,
    claimed_at   timestamptz not null,
    ran_at       timestamptz,
    millis       integer,
    findings     integer,
    error        text,
    failed_since timestamptz,
    runs         bigint not null default 0,
    failures     bigint not null default 0
);

comment on table detection_runs is 'The last run of each detection';
comment on column detection_runs.claimed_at is 'When a process took the run on; others leave it until the next is due';
comment on column detection_runs.millis is 'How long the query took';
comment on column detection_runs.findings is 'Subjects that it found; null after a failure';
comment on column detection_runs.error is 'Why it failed; null where it went well';
