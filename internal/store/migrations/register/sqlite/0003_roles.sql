-- +goose Up
alter table acts add column chain text not null default '';

create index acts_by_actor_verb_at on acts (actor, verb, at) where actor <> '';

create table grants (
    id text primary key,
    version integer not null,
    state text not null,
    doc text not null
) strict;

create index grants_by_state on grants (state);

create table decoys (
    id text primary key,
    version integer not null,
    state text not null,
    doc text not null
) strict;

create table alarms (
    id text primary key,
    version integer not null,
    state text not null,
    doc text not null
) strict;

create index alarms_by_state on alarms (state);

-- Until now every member could do everything: that is what those who are still of the team hold from now on, written out.
update staff set doc = json_set(doc, '$.roles', json('["reader","verifier","publisher","campaigner","analyst","admin","auditor"]'), '$.regions', json('["*"]'), '$.tongues', json('["*"]'))
where json_extract(doc, '$.active') = 1;

-- +goose Down
drop table alarms;
drop table decoys;
drop table grants;
drop index acts_by_actor_verb_at;
alter table acts drop column chain;
