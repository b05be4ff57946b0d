-- +goose Up
create table team_keys (
    no bigint primary key,
    version bigint not null,
    doc text not null
);

create table key_locks (
    staff text not null,
    credential text not null,
    version bigint not null,
    doc text not null,
    primary key (staff, credential)
);

create table key_wraps (
    epoch bigint not null,
    staff text not null,
    credential text not null,
    version bigint not null,
    doc text not null,
    primary key (epoch, staff, credential)
);

create table key_recoveries (
    no bigint primary key,
    version bigint not null,
    doc text not null
);

-- +goose Down
drop table key_recoveries;
drop table key_wraps;
drop table key_locks;
drop table team_keys;
