-- +goose Up
create table envelopes (
    hash text primary key,
    sealed blob not null
) strict;

-- +goose Down
drop table envelopes;
