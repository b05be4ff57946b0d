-- +goose Up
create table keys (
    id text primary key,
    purpose text not null,
    secret bytea not null,
    made_at bigint not null
);

create index keys_made on keys (made_at);

-- +goose Down
drop table keys;
