-- +goose Up
create table acts (
    id text primary key,
    seq bigint not null unique,
    at bigint not null,
    actor text not null,
    verb text not null,
    object_kind text not null,
    object text not null,
    reason text not null,
    digest text not null
);

create index acts_object on acts (object_kind, object, seq);

create table act_notes (
    act text primary key references acts (id),
    note text not null
);

-- +goose Down
drop table act_notes;
drop table acts;
