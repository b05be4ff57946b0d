-- +goose Up
create table acts (
    id text primary key,
    seq bigint not null unique,
    at bigint not null,
    actor text not null,
    verb text not null,
    object_kind text not null,
    object text not null,
    reason text not null,
    two boolean not null,
    digests text not null
);

create index acts_by_object_kind_object_seq on acts (object_kind, object, seq);

create table act_notes (
    act text primary key references acts,
    note text not null
);

create table persons (
    id text primary key,
    version bigint not null,
    kind text not null,
    state text not null,
    merged_into text,
    import_key text unique,
    doc text not null
);

create index persons_by_merged_into on persons (merged_into) where merged_into is not null;

create table cases (
    person text primary key references persons,
    version bigint not null,
    number text unique,
    level bigint not null,
    doc text not null
);

create table sources (
    id text primary key,
    version bigint not null,
    doc text not null
);

create table testimonies (
    id text primary key,
    version bigint not null,
    state text not null,
    received bigint not null,
    danger boolean not null,
    mailbox text not null unique,
    person text,
    origin text,
    erase_from bigint,
    doc text not null
);

create index testimonies_by_person on testimonies (person) where person is not null;

create index testimonies_by_state_danger_received on testimonies (state, danger, received);

create table messages (
    id text primary key,
    testimony text not null,
    seq bigint not null,
    from_team boolean not null,
    doc text not null
);

create unique index messages_by_testimony_seq on messages (testimony, seq);

create table consents (
    id text primary key,
    version bigint not null,
    testimony text not null,
    origin text,
    doc text not null
);

create index consents_by_testimony on consents (testimony);

create table claims (
    id text primary key,
    version bigint not null,
    person text,
    campaign text,
    predicate text not null,
    state text not null,
    source text,
    testimony text,
    authority text,
    other text,
    doc text not null
);

create index claims_by_person on claims (person);

create index claims_by_authority on claims (authority) where authority is not null;

create index claims_by_campaign on claims (campaign) where campaign is not null;

create index claims_by_source on claims (source) where source is not null;

create index claims_by_testimony on claims (testimony) where testimony is not null;

create index claims_by_other on claims (other) where other is not null;

create table clearances (
    id text primary key,
    version bigint not null,
    person text not null,
    doc text not null
);

create index clearances_by_person on clearances (person);

create table evidence (
    id text primary key,
    version bigint not null,
    person text not null,
    testimony text,
    sha256 text not null,
    public_copy text,
    phash text,
    doc text not null
);

create index evidence_by_person on evidence (person);

create index evidence_by_testimony on evidence (testimony) where testimony is not null;

create index evidence_by_public_copy on evidence (public_copy) where public_copy is not null;

create index evidence_by_phash on evidence (phash) where phash is not null;

create table demands (
    id text primary key,
    version bigint not null,
    person text,
    authority text not null,
    campaign text,
    aggregate text,
    doc text not null
);

create index demands_by_person on demands (person) where person is not null;

create index demands_by_authority on demands (authority);

create index demands_by_campaign on demands (campaign) where campaign is not null;

create table responses (
    id text primary key,
    version bigint not null,
    person text not null,
    authority text not null,
    demand text,
    source text,
    doc text not null
);

create index responses_by_person on responses (person);

create index responses_by_source on responses (source) where source is not null;

create index responses_by_authority on responses (authority);

create table assessments (
    id text primary key,
    version bigint not null,
    person text not null,
    response text not null,
    doc text not null
);

create index assessments_by_person on assessments (person);

create table authorities (
    id text primary key,
    version bigint not null,
    parent text,
    doc text not null
);

create table campaigns (
    id text primary key,
    version bigint not null,
    slug text not null unique,
    doc text not null
);

create table case_campaigns (
    person text not null,
    campaign text not null,
    primary key (person, campaign)
);

create index case_campaigns_by_campaign on case_campaigns (campaign);

create table aggregates (
    id text primary key,
    version bigint not null,
    authority text not null,
    doc text not null
);

create table itemised (
    id text primary key,
    version bigint not null,
    aggregate text not null,
    person text not null,
    doc text not null
);

create index itemised_by_aggregate on itemised (aggregate);

create table merges (
    id text primary key,
    version bigint not null,
    keep text not null,
    dropped text not null,
    state text not null,
    doc text not null
);

create index merges_by_keep on merges (keep);

create index merges_by_dropped on merges (dropped);

create table corrections (
    no bigint primary key,
    version bigint not null,
    person text,
    doc text not null
);

create index corrections_by_person on corrections (person) where person is not null;

create table challenges (
    no bigint primary key,
    version bigint not null,
    person text,
    case_number text not null,
    doc text not null
);

create index challenges_by_person on challenges (person) where person is not null;

create table outbound (
    id text primary key,
    person text not null,
    state text not null,
    doc text not null
);

create index outbound_by_person on outbound (person);

create table staff (
    id text primary key,
    version bigint not null,
    handle text not null unique,
    doc text not null
);

create table sessions (
    hash text primary key,
    version bigint not null,
    staff text not null,
    expires bigint not null,
    doc text not null
);

create index sessions_by_staff on sessions (staff);

create table match_decisions (
    a text not null,
    b text not null,
    version bigint not null,
    decision text not null,
    bits double precision not null,
    doc text not null,
    primary key (a, b)
);

create index match_decisions_by_b on match_decisions (b);

create index match_decisions_by_decision_bits on match_decisions (decision, bits);

create table waiting (
    kind text not null,
    object text not null,
    person text,
    staff text not null,
    at bigint not null,
    doc text not null,
    primary key (kind, object)
);

create index waiting_by_at on waiting (at);

create table erasures (
    testimony text primary key
);

create table marks (
    person text primary key,
    revision bigint not null,
    dirty bigint not null
);

create index marks_by_dirty on marks (dirty) where dirty > 0;

create table packs (
    person text primary key,
    revision bigint not null,
    packed bytea not null
);

create table projections (
    person text primary key,
    number text not null unique,
    level bigint not null,
    revision text not null,
    changed bigint not null,
    invented boolean not null,
    running boolean not null,
    responses bigint not null,
    partly bigint not null,
    birth_year bigint not null,
    sex text not null,
    place text not null
);

create index projections_by_changed_number on projections (changed, number);

create table projected_speakers (
    person text not null,
    speaker text not null,
    primary key (person, speaker)
);

create table projected_campaigns (
    campaign text not null,
    person text not null,
    primary key (campaign, person)
);

create index projected_campaigns_by_person on projected_campaigns (person);

create table projected_asked (
    authority text not null,
    person text not null,
    primary key (authority, person)
);

create index projected_asked_by_person on projected_asked (person);

create table projected_answered (
    authority text not null,
    person text not null,
    primary key (authority, person)
);

create index projected_answered_by_person on projected_answered (person);

create table projected_pictures (
    sha256 text not null,
    person text not null,
    primary key (sha256, person)
);

create index projected_pictures_by_person on projected_pictures (person);

create table public_forms (
    person text not null,
    form text not null,
    primary key (person, form)
);

create index public_forms_by_form on public_forms (form);

create table public_keys (
    key text not null,
    form text not null,
    person text not null,
    primary key (key, form, person)
);

create index public_keys_by_person on public_keys (person);

-- +goose Down
drop table public_keys;
drop table public_forms;
drop table projected_pictures;
drop table projected_answered;
drop table projected_asked;
drop table projected_campaigns;
drop table projected_speakers;
drop table projections;
drop table packs;
drop table marks;
drop table erasures;
drop table waiting;
drop table match_decisions;
drop table sessions;
drop table staff;
drop table outbound;
drop table challenges;
drop table corrections;
drop table merges;
drop table itemised;
drop table aggregates;
drop table case_campaigns;
drop table campaigns;
drop table authorities;
drop table assessments;
drop table responses;
drop table demands;
drop table evidence;
drop table clearances;
drop table claims;
drop table consents;
drop table messages;
drop table testimonies;
drop table sources;
drop table cases;
drop table persons;
drop table act_notes;
drop table acts;
