-- Pairs of a need and an offer worth a broker's call. Written by the worker from what everyone may see of both; whether both are still shown is asked
-- again whenever a pair is read. `party`: the organisation a listing is shown under, else the listing itself, so that nothing tells whom a mask hides.
create table suggested_pair (
  id uuid not null,
  need_listing_id uuid not null,
  offer_listing_id uuid not null,
  need_version int not null,
  offer_version int not null,
  need_party uuid not null,
  offer_party uuid not null,
  -- When the younger of the two was published.
  news_at timestamptz not null,
  -- In tenths of a point: fused of what the need gains and what the offer gains.
  score int not null,
  need_score int not null,
  offer_score int not null,
  ranker text not null,
  created_at timestamptz not null,
  refreshed_at timestamptz not null,
  -- Since when better ones have its place.
  dropped_at timestamptz,
  constraint suggested_pair_pk primary key (id),
  constraint suggested_pair_need_offer_key unique (need_listing_id, offer_listing_id),
  constraint suggested_pair_need_fk foreign key (need_listing_id) references listing (id),
  constraint suggested_pair_offer_fk foreign key (offer_listing_id) references listing (id)
);
create index suggested_pair_offer_index on suggested_pair (offer_listing_id, created_at);
create index suggested_pair_latest_index on suggested_pair (created_at desc, id desc);

-- Which version of a listing its pairs were last looked for with, by which ranker.
create table suggestion_reading (
  listing_id uuid not null,
  version int not null,
  ranker text not null,
  at timestamptz not null,
  constraint suggestion_reading_pk primary key (listing_id),
  constraint suggestion_reading_listing_fk foreign key (listing_id) references listing_public (listing_id) on delete cascade
);

-- What a broker's organisation decided of a pair. It tells what he works on and for whom: nobody but his organisation sees a row, the worker neither.
-- What is taken back stays, with the moment.
create table broker_decision (
  id uuid not null,
  pair_id uuid not null,
  need_listing_id uuid not null,
  offer_listing_id uuid not null,
  organisation_id uuid not null,
  account_id uuid not null,
  state text not null,
  reason text,
  note text,
  until date,
  decided_at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid,
  constraint broker_decision_pk primary key (id),
  constraint broker_decision_pair_fk foreign key (pair_id) references suggested_pair (id),
  constraint broker_decision_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint broker_decision_account_fk foreign key (account_id) references account (id),
  constraint broker_decision_undone_by_fk foreign key (undone_by) references account (id),
  constraint broker_decision_state_check check (state in ('shortlisted', 'rejected', 'later')),
  constraint broker_decision_reason_check check ((state = 'rejected') = (reason is not null)
    and (reason is null or reason in ('wrong_topic', 'too_early', 'price', 'region', 'already_in_touch', 'too_little_said', 'other'))),
  constraint broker_decision_until_check check ((state = 'later') = (until is not null)),
  constraint broker_decision_undone_check check ((undone_at is null) = (undone_by is null))
);
-- One decision at a time stands of a pair in one organisation.
create unique index broker_decision_pair_key on broker_decision (organisation_id, pair_id) where undone_at is null;
create index broker_decision_need_index on broker_decision (organisation_id, need_listing_id, decided_at desc) where undone_at is null;
create index broker_decision_offer_index on broker_decision (organisation_id, offer_listing_id, decided_at desc) where undone_at is null;

alter table broker_decision enable row level security;
alter table broker_decision force row level security;
create policy broker_decision_own on broker_decision
  using (organisation_id = any (current_organisations())) with check (organisation_id = any (current_organisations()));

grant select on suggested_pair, suggestion_reading to ketnoi_app, ketnoi_worker;
grant insert, update, delete on suggested_pair, suggestion_reading to ketnoi_worker;
grant select, insert on broker_decision to ketnoi_app;
grant update (undone_at, undone_by) on broker_decision to ketnoi_app;

select pgboss.create_queue(name, jsonb_build_object(
  'policy', 'singleton', 'retryLimit', 11, 'retryDelay', 2, 'retryBackoff', true, 'retryDelayMax', 600,
  'heartbeatSeconds', 10, 'expireInSeconds', seconds, 'deleteAfterSeconds', 3600, 'deadLetter', 'dead'))
from (values ('match.suggest', 300), ('match.walk', 300)) as queues (name, seconds);
