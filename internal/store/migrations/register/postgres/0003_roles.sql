-- +goose Up
alter table acts add column chain text not null default '';

create index acts_by_actor_verb_at on acts (actor, verb, at) where actor <> '';

create table grants (
    id text primary key,
    version bigint not null,
    state text not null,
    doc text not null
);

create index grants_by_state on grants (state);

create table decoys (
    id text primary key,
    version bigint not null,
    state text not null,
    doc text not null
);

create table alarms (
    id text primary key,
    version bigint not null,
    state text not null,
    doc text not null
);

create index alarms_by_state on alarms (state);

-- Until now every member could do everything: that is what those who are still of the team hold from now on, written out.
update staff set doc = cast(cast(doc as jsonb) || '{"roles":["reader","verifier","publisher","campaigner","analyst","admin","auditor"],"regions":["*"],"tongues":["*"]}' as text)
where cast(doc as jsonb) -> 'active' = 'true';

-- +goose Down
drop table alarms;
drop table decoys;
drop table grants;
drop index acts_by_actor_verb_at;
alter table acts drop column chain;
