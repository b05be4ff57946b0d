-- +goose Up
create table released (
    number text primary key,
    person text not null unique,
    revision integer not null,
    day integer not null,
    program text not null,
    packed blob not null
) strict;

-- +goose Down
drop table released;
