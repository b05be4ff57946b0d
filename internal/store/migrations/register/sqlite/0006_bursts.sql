-- +goose Up
alter table testimonies add column burst text;
alter table testimonies add column wave integer not null default 0;

create index testimonies_by_burst_danger on testimonies (burst, danger, id) where burst is not null;
create index testimonies_outside_bursts on testimonies (state, danger, received) where burst is null;

create table bursts (
    id text primary key,
    version integer not null,
    state text not null,
    doc text not null
) strict;

create table expectations (
    id text primary key,
    version integer not null,
    doc text not null
) strict;

-- +goose Down
drop table expectations;
drop table bursts;
drop index testimonies_outside_bursts;
drop index testimonies_by_burst_danger;
alter table testimonies drop column wave;
alter table testimonies drop column burst;
