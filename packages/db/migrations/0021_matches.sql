-- Pairs that one side was shown, asked from its listing, and what it said of them. Both tell what a firm looks at: only people of the asking
-- listing's organisations see a row. The worker reads them to learn weights; of what was said it reads neither who said it nor the note.
create table match (
  id uuid not null,
  asking_listing_id uuid not null,
  asking_version_id uuid not null,
  found_listing_id uuid not null,
  found_version_id uuid not null,
  owner_organisation_id uuid not null,
  entering_organisation_id uuid not null,
  ranker text not null,
  position int not null,
  -- In tenths of a point, as are the contributions by feature; null where a search answered.
  score int,
  contributions jsonb not null default '{}',
  asking_languages text[] not null,
  found_languages text[] not null,
  first_shown_at timestamptz not null,
  last_shown_at timestamptz not null,
  constraint match_pk primary key (id),
  constraint match_asking_found_key unique (asking_listing_id, found_listing_id),
  constraint match_asking_fk foreign key (asking_listing_id) references listing (id),
  constraint match_asking_version_fk foreign key (asking_version_id) references listing_version (id),
  constraint match_found_fk foreign key (found_listing_id) references listing (id),
  constraint match_found_version_fk foreign key (found_version_id) references listing_version (id),
  constraint match_sides_check check (asking_listing_id <> found_listing_id),
  constraint match_position_check check (position >= 1)
);
create index match_found_index on match (found_listing_id);

-- The judgement store: what was said, of which pair, as it then stood. What is taken back stays, with the moment.
create table match_feedback (
  id uuid not null,
  match_id uuid not null,
  asking_listing_id uuid not null,
  asking_version_id uuid not null,
  found_listing_id uuid not null,
  found_version_id uuid not null,
  owner_organisation_id uuid not null,
  entering_organisation_id uuid not null,
  account_id uuid not null,
  organisation_id uuid not null,
  verdict text not null,
  reason text,
  note text,
  -- The asking listing was shown to everyone when this was said. Of others nothing reaches the other side, in whatever form.
  asked_publicly boolean not null,
  ranker text not null,
  position int not null,
  score int,
  contributions jsonb not null,
  asking_languages text[] not null,
  found_languages text[] not null,
  created_at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid,
  constraint match_feedback_pk primary key (id),
  constraint match_feedback_match_fk foreign key (match_id) references match (id),
  constraint match_feedback_account_fk foreign key (account_id) references account (id),
  constraint match_feedback_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint match_feedback_undone_by_fk foreign key (undone_by) references account (id),
  constraint match_feedback_verdict_check check (verdict in ('relevant', 'not_relevant') and (verdict = 'not_relevant') = (reason is not null)),
  constraint match_feedback_reason_check check (reason in ('wrong_topic', 'too_early', 'price', 'region', 'already_known', 'other')),
  constraint match_feedback_undone_check check ((undone_at is null) = (undone_by is null))
);
-- One word at a time stands of a pair.
create unique index match_feedback_match_key on match_feedback (match_id) where undone_at is null;
create index match_feedback_asking_index on match_feedback (asking_listing_id, created_at desc, id desc) where undone_at is null;
create index match_feedback_found_index on match_feedback (found_listing_id, created_at) where verdict = 'not_relevant';

do $$
declare
  name text;
begin
  foreach name in array array['match', 'match_feedback'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %1$s_asking on %1$I
      using (owner_organisation_id = any (current_organisations()) or entering_organisation_id = any (current_organisations()))
      with check (owner_organisation_id = any (current_organisations()) or entering_organisation_id = any (current_organisations()))', name);
    execute format('create policy %1$s_worker on %1$I for select to ketnoi_worker using (true)', name);
  end loop;
end $$;

-- What those who passed a listing over missed, for its own people: reasons alone, and only where nobody can be recognised by them. A reason is told
-- once so many verified organisations have given it, none of them the listing's own, for listings that everyone could see. It is told as things stood when the
-- month began, so that neither a word nor its taking back can be dated by looking again. The setting holds within the function alone.
create policy match_feedback_coaching on match_feedback for select using (current_setting('app.coaching', true) = 'on');
create function match_coaching(listing uuid, month timestamptz, months_back int, organisations int) returns setof text
language plpgsql set search_path = public, pg_temp as $$
begin
  perform set_config('app.coaching', 'on', true);
  return query
    select f.reason from match_feedback f
    join organisation o on o.id = f.owner_organisation_id and o.verified_at is not null
    join listing l on l.id = f.found_listing_id
    where f.found_listing_id = listing and f.verdict = 'not_relevant' and f.asked_publicly
      and f.created_at < month and f.created_at >= month - make_interval(months => months_back)
      and (f.undone_at is null or f.undone_at >= month)
      and f.owner_organisation_id not in (l.owner_organisation_id, l.entering_organisation_id)
    group by f.reason having count(distinct f.owner_organisation_id) >= organisations;
  perform set_config('app.coaching', 'off', true);
end $$;

-- Weights that were learned. At most one is in use; where none is, the ranker goes by the weights it came with.
create table match_model (
  name text not null,
  weights jsonb not null,
  -- What it was learned from and how good it is beside the one before.
  basis jsonb not null,
  state text not null,
  -- The one in use before it; null where that was the ranker's own.
  replaced text,
  created_at timestamptz not null,
  activated_at timestamptz,
  retired_at timestamptz,
  constraint match_model_pk primary key (name),
  constraint match_model_replaced_fk foreign key (replaced) references match_model (name),
  constraint match_model_state_check check (state in ('candidate', 'active', 'retired')),
  constraint match_model_activated_check check (state = 'candidate' or activated_at is not null)
);
create unique index match_model_active_key on match_model (state) where state = 'active';

grant select, insert, update on match to ketnoi_app;
grant select, insert on match_feedback to ketnoi_app;
grant update (undone_at, undone_by) on match_feedback to ketnoi_app;
grant select on match_model to ketnoi_app;
grant select on match to ketnoi_worker;
grant select (id, match_id, asking_listing_id, asking_version_id, found_listing_id, found_version_id, verdict, reason, ranker, position, score, contributions,
  asking_languages, found_languages, created_at, undone_at) on match_feedback to ketnoi_worker;
grant select, insert, update on match_model to ketnoi_worker;
