-- +goose Up
create table team_keys (
    no integer primary key not null,
    version integer not null,
    doc text not null
) strict;

create table key_locks (
    staff text not null,
    credential text not null,
    version integer not null,
    doc text not null,
    primary key (staff, credential)
) strict;

create table key_wraps (
    epoch integer not null,
    staff text not null,
    credential text not null,
    version integer not null,
    doc text not null,
    primary key (epoch, staff, credential)
) strict;

create table key_recoveries (
    no integer primary key not null,
    version integer not null,
    doc text not null
) strict;

-- +goose Down
drop table key_recoveries;
drop table key_wraps;
drop table key_locks;
drop table team_keys;
