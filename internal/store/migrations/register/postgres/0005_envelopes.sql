-- +goose Up
create table envelopes (
    hash text primary key,
    sealed bytea not null
);

-- +goose Down
drop table envelopes;
