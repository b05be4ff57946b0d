-- +goose Up
create table keys (
    id text primary key,
    purpose text not null,
    secret blob not null,
    made_at integer not null
) strict, without rowid;

create index keys_made on keys (made_at);

-- +goose Down
drop table keys;
