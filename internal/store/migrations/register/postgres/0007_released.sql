-- +goose Up
create table released (
    number text primary key,
    person text not null unique,
    revision bigint not null,
    day bigint not null,
    program text not null,
    packed bytea not null
);

-- +goose Down
drop table released;
