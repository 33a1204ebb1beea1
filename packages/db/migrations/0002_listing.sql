create table listing (
  id uuid not null,
  version int not null default 1,
  reference text,
  side text not null,
  kind text not null,
  state text not null default 'draft',
  progress text,
  audience text not null default 'public',
  masked boolean not null default false,
  open_for_interest boolean not null default true,
  owner_organisation_id uuid not null,
  entering_organisation_id uuid not null,
  entered_by uuid,
  owner_consent_at timestamptz,
  owner_consent_by uuid,
  owner_consent_basis text,
  mandate_id uuid,
  draft_version_id uuid,
  review_version_id uuid,
  published_version_id uuid,
  first_published_at timestamptz,
  published_at timestamptz,
  expires_at timestamptz,
  renewals int not null default 0,
  closed_outcome text,
  notice_vi text,
  notice_en text,
  review_since timestamptz,
  origin_node text not null,
  origin_id text,
  origin_version int not null default 1,
  text_licence text,
  source_url text,
  change_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  tombstoned_at timestamptz,
  constraint listing_pk primary key (id),
  constraint listing_side_check check (side in ('offer', 'need')),
  constraint listing_kind_check check ((side = 'need') = (kind = 'need') and kind in ('technology', 'research_result', 'equipment', 'software', 'service', 'need')),
  constraint listing_state_check check (state in ('draft', 'client_check', 'in_review', 'returned', 'published', 'on_hold', 'flagged', 'expiring', 'expired', 'archived', 'withdrawn', 'closed_deal', 'closed_owner', 'retracted')),
  constraint listing_progress_check check (progress is null or (side = 'need' and progress in ('open', 'matching', 'shortlisted', 'in_contact', 'met', 'solved', 'partly_solved', 'no_source_found'))),
  constraint listing_audience_check check (audience in ('public', 'private_search') and (audience = 'public' or side = 'need')),
  constraint listing_published_check check (state not in ('published', 'expiring', 'flagged', 'on_hold') or (published_version_id is not null and published_at is not null and expires_at is not null)),
  constraint listing_consent_check check ((owner_consent_at is null) = (owner_consent_basis is null)),
  constraint listing_owner_fk foreign key (owner_organisation_id) references organisation (id),
  constraint listing_entering_fk foreign key (entering_organisation_id) references organisation (id),
  constraint listing_entered_by_fk foreign key (entered_by) references account (id),
  constraint listing_origin_node_fk foreign key (origin_node) references exchange_node (code)
);
-- Numbers of their own that two organisations bring along may be the same.
create unique index listing_origin_key on listing (origin_node, origin_id, owner_organisation_id) where origin_id is not null;
create index listing_owner_index on listing (owner_organisation_id, updated_at desc, id desc);
create index listing_entering_index on listing (entering_organisation_id, updated_at desc, id desc) where owner_organisation_id <> entering_organisation_id;
create unique index listing_reference_key on listing (reference) where reference is not null;
create index listing_review_since_index on listing (review_since, id) where review_since is not null;
create index listing_expires_at_index on listing (expires_at) where state in ('published', 'expiring', 'expired');
create index listing_change_index on listing (change_xid, id);

-- The change feed reads rows by the id of the writing transaction and stops below the oldest one still running,
-- so a transaction that commits late is never skipped.
create function listing_touch() returns trigger language plpgsql as $$
begin
  new.change_xid := pg_current_xact_id();
  return new;
end $$;
create trigger listing_touched before update on listing for each row execute function listing_touch();

-- Rows of another exchange are read-only here: only the synchronisation (app.sync = on) may write them.
create function refuse_foreign_origin() returns trigger language plpgsql as $$
declare
  home text;
begin
  select code into home from exchange_node where is_self;
  if old.origin_node is distinct from home and coalesce(current_setting('app.sync', true), '') <> 'on' then
    raise exception 'row of node % is read-only here', old.origin_node using errcode = 'integrity_constraint_violation', constraint = tg_table_name || '_foreign_origin';
  end if;
  return coalesce(new, old);
end $$;
create trigger listing_foreign_origin before update or delete on listing for each row execute function refuse_foreign_origin();
create trigger organisation_foreign_origin before update or delete on organisation for each row execute function refuse_foreign_origin();

-- An immutable edition of a listing once frozen: what refers to a listing refers to a version.
create table listing_version (
  id uuid not null,
  listing_id uuid not null,
  number int not null,
  frozen_at timestamptz,
  material boolean not null default true,
  tiers jsonb not null default '{}',
  content jsonb not null default '{}',
  -- Of the whole content, all tiers: which blocks lie beyond the public tier (names, tiers and row counts), what publication still waits for, how well it is filled.
  locked jsonb not null default '[]',
  missing text[] not null default '{}',
  quality smallint not null default 0,
  classification_versions jsonb not null default '{}',
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint listing_version_pk primary key (id),
  constraint listing_version_listing_number_key unique (listing_id, number),
  constraint listing_version_listing_fk foreign key (listing_id) references listing (id)
);
alter table listing
  add constraint listing_draft_version_fk foreign key (draft_version_id) references listing_version (id) deferrable initially deferred,
  add constraint listing_review_version_fk foreign key (review_version_id) references listing_version (id) deferrable initially deferred,
  add constraint listing_published_version_fk foreign key (published_version_id) references listing_version (id) deferrable initially deferred;

create table listing_text (
  version_id uuid not null,
  block text not null,
  language text not null,
  original boolean not null,
  status text not null,
  text text not null,
  constraint listing_text_pk primary key (version_id, block, language),
  constraint listing_text_version_fk foreign key (version_id) references listing_version (id),
  constraint listing_text_language_check check (language in ('vi', 'en')),
  constraint listing_text_status_check check (status in ('own', 'translated', 'reviewed'))
);

-- What verified members may read: text and values of the member tier.
create table listing_member_text (
  version_id uuid not null,
  block text not null,
  language text not null,
  original boolean not null,
  status text not null,
  text text not null,
  constraint listing_member_text_pk primary key (version_id, block, language),
  constraint listing_member_text_version_fk foreign key (version_id) references listing_version (id),
  constraint listing_member_text_language_check check (language in ('vi', 'en')),
  constraint listing_member_text_status_check check (status in ('own', 'translated', 'reviewed'))
);
create table listing_member_content (
  version_id uuid not null,
  content jsonb not null,
  constraint listing_member_content_pk primary key (version_id),
  constraint listing_member_content_version_fk foreign key (version_id) references listing_version (id)
);

-- The confidential tiers (nda, room, party), behind forced row-level security.
create table listing_confidential_text (
  version_id uuid not null,
  listing_id uuid not null,
  owner_organisation_id uuid not null,
  entering_organisation_id uuid not null,
  tier text not null,
  block text not null,
  language text not null,
  original boolean not null,
  status text not null,
  text text not null,
  constraint listing_confidential_text_pk primary key (version_id, block, language),
  constraint listing_confidential_text_version_fk foreign key (version_id) references listing_version (id),
  constraint listing_confidential_text_tier_check check (tier in ('nda', 'room', 'party')),
  constraint listing_confidential_text_language_check check (language in ('vi', 'en')),
  constraint listing_confidential_text_status_check check (status in ('own', 'translated', 'reviewed'))
);
create table listing_confidential_content (
  version_id uuid not null,
  listing_id uuid not null,
  owner_organisation_id uuid not null,
  entering_organisation_id uuid not null,
  tier text not null,
  content jsonb not null,
  constraint listing_confidential_content_pk primary key (version_id, tier),
  constraint listing_confidential_content_version_fk foreign key (version_id) references listing_version (id),
  constraint listing_confidential_content_tier_check check (tier in ('nda', 'room', 'party'))
);

alter table listing_confidential_text enable row level security;
alter table listing_confidential_text force row level security;
alter table listing_confidential_content enable row level security;
alter table listing_confidential_content force row level security;
-- Only people of the owning and the entering organisation so far; counterparties under NDA or in a data room join with those nouns.
create policy listing_confidential_text_owner on listing_confidential_text
  using (owner_organisation_id = any (current_organisations()) or entering_organisation_id = any (current_organisations()))
  with check (owner_organisation_id = any (current_organisations()) or entering_organisation_id = any (current_organisations()));
create policy listing_confidential_content_owner on listing_confidential_content
  using (owner_organisation_id = any (current_organisations()) or entering_organisation_id = any (current_organisations()))
  with check (owner_organisation_id = any (current_organisations()) or entering_organisation_id = any (current_organisations()));

create function refuse_frozen() returns trigger language plpgsql as $$
begin
  if old.frozen_at is not null then
    raise exception 'listing version % is frozen', old.id using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger listing_version_frozen before update or delete on listing_version for each row execute function refuse_frozen();

-- Once a statement, over the rows it changed, not once a row.
create function refuse_frozen_part() returns trigger language plpgsql as $$
begin
  if exists (select from changed c join listing_version v on v.id = c.version_id where v.frozen_at is not null) then
    raise exception 'a listing version is frozen' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
do $$
declare
  part text;
begin
  foreach part in array array['listing_text', 'listing_member_text', 'listing_member_content', 'listing_confidential_text', 'listing_confidential_content'] loop
    execute format('create trigger %1$s_frozen_insert after insert on %1$I referencing new table as changed for each statement execute function refuse_frozen_part()', part);
    execute format('create trigger %1$s_frozen_update after update on %1$I referencing old table as changed for each statement execute function refuse_frozen_part()', part);
    execute format('create trigger %1$s_frozen_delete after delete on %1$I referencing old table as changed for each statement execute function refuse_frozen_part()', part);
  end loop;
end $$;

-- Findings of a review, one row a decision.
create table listing_review (
  id uuid not null,
  listing_id uuid not null,
  version_id uuid not null,
  decision text not null,
  findings jsonb not null default '[]',
  note text,
  -- What the moderator found on the lists of technologies; stands in for the owner's own declaration in the version it belongs to.
  list_check jsonb,
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  constraint listing_review_pk primary key (id),
  constraint listing_review_listing_fk foreign key (listing_id) references listing (id),
  constraint listing_review_version_fk foreign key (version_id) references listing_version (id),
  constraint listing_review_decision_check check (decision in ('ready', 'returned'))
);
create index listing_review_listing_index on listing_review (listing_id, reviewed_at desc);

create table reference_counter (
  node text not null,
  kind text not null,
  year int not null,
  last int not null,
  constraint reference_counter_pk primary key (node, kind, year)
);

-- What anyone may see of a shown listing, derived from the published version in the publishing transaction.
-- A masked listing carries no organisation and no organisation type here. A retracted one keeps its card and its notice.
create table listing_public (
  listing_id uuid not null,
  version_id uuid not null,
  version int not null,
  reference text not null,
  side text not null,
  kind text not null,
  title_vi text,
  title_en text,
  summary_vi text,
  summary_en text,
  organisation_id uuid,
  organisation_type text,
  organisation_verified boolean not null,
  country text,
  province_code text,
  region_code text,
  trl smallint,
  trl_min smallint,
  ip_statuses text[] not null default '{}',
  transfer_modes text[] not null default '{}',
  transfer_rights text[] not null default '{}',
  sectors text[] not null default '{}',
  fields text[] not null default '{}',
  ipc_codes text[] not null default '{}',
  keywords_vi text[] not null default '{}',
  keywords_en text[] not null default '{}',
  tech_class text,
  languages text[] not null default '{}',
  open_for_interest boolean not null,
  retracted boolean not null default false,
  completeness smallint not null,
  -- What a list shows and the rest of the page, as text: written once, handed out often.
  card json not null,
  detail json not null,
  organisation json,
  published_at timestamptz not null,
  expires_at timestamptz not null,
  constraint listing_public_pk primary key (listing_id),
  constraint listing_public_listing_fk foreign key (listing_id) references listing (id),
  constraint listing_public_version_fk foreign key (version_id) references listing_version (id),
  constraint listing_public_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint listing_public_trl_check check (trl between 1 and 9),
  constraint listing_public_trl_min_check check (trl_min between 1 and 9)
);

-- An organisation as listings name it. Kept beside each card by two triggers, so that a list reads no second table and yet shows the name of today.
create function organisation_json(o organisation) returns json language sql stable parallel safe as $$
  select json_build_object('id', o.id, 'name', o.legal_name, 'englishName', o.english_name, 'shortName', o.short_name, 'typeCode', o.type_code,
    'country', o.country, 'provinceCode', o.province_code, 'verified', o.verified_at is not null, 'trusted', o.trusted, 'demo', o.demo,
    'membership', o.membership)
$$;
create function listing_public_name() returns trigger language plpgsql as $$
begin
  new.organisation := (select organisation_json(o) from organisation o where o.id = new.organisation_id);
  return new;
end $$;
create trigger listing_public_named before insert or update on listing_public for each row execute function listing_public_name();
create function organisation_renamed() returns trigger language plpgsql as $$
begin
  update listing_public set organisation_id = organisation_id where organisation_id = new.id;
  return null;
end $$;
create trigger organisation_renamed after update of legal_name, english_name, short_name, type_code, country, province_code, verified_at, trusted, demo, membership
  on organisation for each row execute function organisation_renamed();
create index listing_public_newest_index on listing_public (published_at desc, listing_id desc) where not retracted;
create index listing_public_side_index on listing_public (side, published_at desc, listing_id desc) where not retracted;
create index listing_public_organisation_index on listing_public (organisation_id, published_at desc, listing_id desc);

-- One row a (listing, sector): what a filtered list pages through, newest first, by index alone.
create table listing_sector (
  listing_id uuid not null,
  sector_code text not null,
  side text not null,
  kind text not null,
  province_code text,
  published_at timestamptz not null,
  constraint listing_sector_pk primary key (listing_id, sector_code),
  constraint listing_sector_listing_fk foreign key (listing_id) references listing_public (listing_id) on delete cascade
);
create index listing_sector_province_index on listing_sector (sector_code, province_code, published_at desc, listing_id desc) include (side, kind);
create index listing_sector_newest_index on listing_sector (sector_code, published_at desc, listing_id desc) include (side, kind);

create table import_run (
  id uuid not null,
  account_id uuid,
  organisation_id uuid,
  file_name text not null,
  file_hash bytea not null,
  format text not null,
  mapping jsonb not null,
  dry_run boolean not null,
  publish boolean not null default false,
  state text not null,
  total int not null default 0,
  done int not null default 0,
  created int not null default 0,
  updated int not null default 0,
  skipped int not null default 0,
  failed int not null default 0,
  findings jsonb not null default '[]',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  constraint import_run_pk primary key (id),
  constraint import_run_format_check check (format in ('csv', 'xlsx', 'jsonl')),
  constraint import_run_state_check check (state in ('waiting', 'running', 'finished', 'failed'))
);
create index import_run_organisation_index on import_run (organisation_id, created_at desc);
