-- +goose Up
create table acts (
    id text primary key,
    seq integer not null unique,
    at integer not null,
    actor text not null,
    verb text not null,
    object_kind text not null,
    object text not null,
    reason text not null,
    two integer not null check (two in (0, 1)),
    digests text not null
) strict;

create index acts_by_object_kind_object_seq on acts (object_kind, object, seq);

create table act_notes (
    act text primary key references acts,
    note text not null
) strict;

create table persons (
    id text primary key,
    version integer not null,
    kind text not null,
    state text not null,
    merged_into text,
    import_key text unique,
    doc text not null
) strict;

create index persons_by_merged_into on persons (merged_into) where merged_into is not null;

create table cases (
    person text primary key references persons,
    version integer not null,
    number text unique,
    level integer not null,
    doc text not null
) strict;

create table sources (
    id text primary key,
    version integer not null,
    doc text not null
) strict;

create table testimonies (
    id text primary key,
    version integer not null,
    state text not null,
    received integer not null,
    danger integer not null check (danger in (0, 1)),
    mailbox text not null unique,
    person text,
    origin text,
    erase_from integer,
    doc text not null
) strict;

create index testimonies_by_person on testimonies (person) where person is not null;

create index testimonies_by_state_danger_received on testimonies (state, danger, received);

create table messages (
    id text primary key,
    testimony text not null,
    seq integer not null,
    from_team integer not null check (from_team in (0, 1)),
    doc text not null
) strict;

create unique index messages_by_testimony_seq on messages (testimony, seq);

create table consents (
    id text primary key,
    version integer not null,
    testimony text not null,
    origin text,
    doc text not null
) strict;

create index consents_by_testimony on consents (testimony);

create table claims (
    id text primary key,
    version integer not null,
    person text,
    campaign text,
    predicate text not null,
    state text not null,
    source text,
    testimony text,
    authority text,
    other text,
    doc text not null
) strict;

create index claims_by_person on claims (person);

create index claims_by_authority on claims (authority) where authority is not null;

create index claims_by_campaign on claims (campaign) where campaign is not null;

create index claims_by_source on claims (source) where source is not null;

create index claims_by_testimony on claims (testimony) where testimony is not null;

create index claims_by_other on claims (other) where other is not null;

create table clearances (
    id text primary key,
    version integer not null,
    person text not null,
    doc text not null
) strict;

create index clearances_by_person on clearances (person);

create table evidence (
    id text primary key,
    version integer not null,
    person text not null,
    testimony text,
    sha256 text not null,
    public_copy text,
    phash text,
    doc text not null
) strict;

create index evidence_by_person on evidence (person);

create index evidence_by_testimony on evidence (testimony) where testimony is not null;

create index evidence_by_public_copy on evidence (public_copy) where public_copy is not null;

create index evidence_by_phash on evidence (phash) where phash is not null;

create table demands (
    id text primary key,
    version integer not null,
    person text,
    authority text not null,
    campaign text,
    aggregate text,
    doc text not null
) strict;

create index demands_by_person on demands (person) where person is not null;

create index demands_by_authority on demands (authority);

create index demands_by_campaign on demands (campaign) where campaign is not null;

create table responses (
    id text primary key,
    version integer not null,
    person text not null,
    authority text not null,
    demand text,
    source text,
    doc text not null
) strict;

create index responses_by_person on responses (person);

create index responses_by_source on responses (source) where source is not null;

create index responses_by_authority on responses (authority);

create table assessments (
    id text primary key,
    version integer not null,
    person text not null,
    response text not null,
    doc text not null
) strict;

create index assessments_by_person on assessments (person);

create table authorities (
    id text primary key,
    version integer not null,
    parent text,
    doc text not null
) strict;

create table campaigns (
    id text primary key,
    version integer not null,
    slug text not null unique,
    doc text not null
) strict;

create table case_campaigns (
    person text not null,
    campaign text not null,
    primary key (person, campaign)
) strict, without rowid;

create index case_campaigns_by_campaign on case_campaigns (campaign);

create table aggregates (
    id text primary key,
    version integer not null,
    authority text not null,
    doc text not null
) strict;

create table itemised (
    id text primary key,
    version integer not null,
    aggregate text not null,
    person text not null,
    doc text not null
) strict;

create index itemised_by_aggregate on itemised (aggregate);

create table merges (
    id text primary key,
    version integer not null,
    keep text not null,
    dropped text not null,
    state text not null,
    doc text not null
) strict;

create index merges_by_keep on merges (keep);

create index merges_by_dropped on merges (dropped);

create table corrections (
    no integer primary key,
    version integer not null,
    person text,
    doc text not null
) strict;

create index corrections_by_person on corrections (person) where person is not null;

create table challenges (
    no integer primary key,
    version integer not null,
    person text,
    case_number text not null,
    doc text not null
) strict;

create index challenges_by_person on challenges (person) where person is not null;

create table outbound (
    id text primary key,
    person text not null,
    state text not null,
    doc text not null
) strict;

create index outbound_by_person on outbound (person);

create table staff (
    id text primary key,
    version integer not null,
    handle text not null unique,
    doc text not null
) strict;

create table sessions (
    hash text primary key,
    version integer not null,
    staff text not null,
    expires integer not null,
    doc text not null
) strict;

create index sessions_by_staff on sessions (staff);

create table match_decisions (
    a text not null,
    b text not null,
    version integer not null,
    decision text not null,
    bits real not null,
    doc text not null,
    primary key (a, b)
) strict, without rowid;

create index match_decisions_by_b on match_decisions (b);

create index match_decisions_by_decision_bits on match_decisions (decision, bits);

create table waiting (
    kind text not null,
    object text not null,
    person text,
    staff text not null,
    at integer not null,
    doc text not null,
    primary key (kind, object)
) strict, without rowid;

create index waiting_by_at on waiting (at);

create table erasures (
    testimony text primary key
) strict;

create table marks (
    person text primary key,
    revision integer not null,
    dirty integer not null
) strict, without rowid;

create index marks_by_dirty on marks (dirty) where dirty > 0;

create table packs (
    person text primary key,
    revision integer not null,
    packed blob not null
) strict;

create table projections (
    person text primary key,
    number text not null unique,
    level integer not null,
    revision text not null,
    changed integer not null,
    invented integer not null check (invented in (0, 1)),
    running integer not null check (running in (0, 1)),
    responses integer not null,
    partly integer not null,
    birth_year integer not null,
    sex text not null,
    place text not null
) strict;

create index projections_by_changed_number on projections (changed, number);

create table projected_speakers (
    person text not null,
    speaker text not null,
    primary key (person, speaker)
) strict, without rowid;

create table projected_campaigns (
    campaign text not null,
    person text not null,
    primary key (campaign, person)
) strict, without rowid;

create index projected_campaigns_by_person on projected_campaigns (person);

create table projected_asked (
    authority text not null,
    person text not null,
    primary key (authority, person)
) strict, without rowid;

create index projected_asked_by_person on projected_asked (person);

create table projected_answered (
    authority text not null,
    person text not null,
    primary key (authority, person)
) strict, without rowid;

create index projected_answered_by_person on projected_answered (person);

create table projected_pictures (
    sha256 text not null,
    person text not null,
    primary key (sha256, person)
) strict, without rowid;

create index projected_pictures_by_person on projected_pictures (person);

create table public_forms (
    person text not null,
    form text not null,
    primary key (person, form)
) strict, without rowid;

create index public_forms_by_form on public_forms (form);

create table public_keys (
    key text not null,
    form text not null,
    person text not null,
    primary key (key, form, person)
) strict, without rowid;

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
