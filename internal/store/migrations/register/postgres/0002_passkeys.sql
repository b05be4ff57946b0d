-- +goose Up
create table passkeys (
    id text primary key,
    version bigint not null,
    staff text not null,
    doc text not null
);

create index passkeys_by_staff on passkeys (staff);

create table ceremonies (
    hash text primary key,
    expires bigint not null,
    doc text not null
);

create index ceremonies_by_expires on ceremonies (expires);

-- no passkey stands behind the sessions there are: everybody signs in again
delete from sessions where doc like '%"kind":"session"%';

-- +goose Down
drop table ceremonies;
drop table passkeys;
