-- What somebody is looking for, kept so that new listings are told of. It shows what a firm lacks or plans: only its owner's requests see a
-- row. The worker matches and writes letters for all owners, but may not read the names they gave.
create table saved_search (
  id uuid not null,
  version int not null default 1,
  account_id uuid not null,
  organisation_id uuid,
  name text not null,
  query jsonb not null,
  language text not null,
  rhythm text not null,
  threshold text not null,
  paused_at timestamptz,
  paused_by text,
  -- What was found before this moment is not written of any more.
  active_since timestamptz not null,
  -- The query as it is put to `search_document.words`, and what it was planned with.
  asked tsquery not null,
  plan_version text not null,
  last_sent_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint saved_search_pk primary key (id),
  constraint saved_search_account_fk foreign key (account_id) references account (id),
  constraint saved_search_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint saved_search_language_check check (language in ('vi', 'en')),
  constraint saved_search_rhythm_check check (rhythm in ('at_once', 'daily', 'weekly')),
  constraint saved_search_threshold_check check (threshold in ('title', 'all_words', 'most_words')),
  constraint saved_search_paused_check check ((paused_at is null) = (paused_by is null) and (paused_by is null or paused_by in ('owner', 'link')))
);
create index saved_search_account_index on saved_search (account_id, created_at desc, id desc);

-- The searches turned round: every listing that a search finds holds at least one of its keys. A key that ends in `*` is the beginning of a code.
create table saved_search_key (
  lexeme text not null,
  saved_search_id uuid not null,
  account_id uuid not null,
  constraint saved_search_key_pk primary key (lexeme, saved_search_id),
  constraint saved_search_key_search_fk foreign key (saved_search_id) references saved_search (id) on delete cascade
);
create index saved_search_key_search_index on saved_search_key (saved_search_id);

-- One letter about what several searches of one account found.
create table saved_search_digest (
  id uuid not null,
  account_id uuid not null,
  mail_id uuid not null,
  created_at timestamptz not null,
  constraint saved_search_digest_pk primary key (id),
  constraint saved_search_digest_account_fk foreign key (account_id) references account (id)
);
create unique index saved_search_digest_mail_key on saved_search_digest (mail_id);
create index saved_search_digest_account_index on saved_search_digest (account_id, created_at desc);

-- A listing is told of once for each version that says something new.
create table saved_search_alert (
  saved_search_id uuid not null,
  listing_id uuid not null,
  version_id uuid not null,
  account_id uuid not null,
  reason text not null,
  at timestamptz not null,
  seen_at timestamptz,
  digest_id uuid,
  constraint saved_search_alert_pk primary key (saved_search_id, listing_id, version_id),
  constraint saved_search_alert_search_fk foreign key (saved_search_id) references saved_search (id) on delete cascade,
  constraint saved_search_alert_listing_fk foreign key (listing_id) references listing (id),
  constraint saved_search_alert_digest_fk foreign key (digest_id) references saved_search_digest (id) deferrable initially deferred,
  constraint saved_search_alert_reason_check check (reason in ('new', 'changed'))
);
create index saved_search_alert_latest_index on saved_search_alert (saved_search_id, at desc, listing_id desc);
create index saved_search_alert_unsent_index on saved_search_alert (at) where digest_id is null;
create index saved_search_alert_digest_index on saved_search_alert (digest_id) where digest_id is not null;
create index saved_search_alert_listing_index on saved_search_alert (listing_id);

do $$
declare
  name text;
begin
  foreach name in array array['saved_search', 'saved_search_key', 'saved_search_digest', 'saved_search_alert'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %1$s_owner on %1$I using (account_id = current_account()) with check (account_id = current_account())', name);
    execute format('create policy %1$s_worker on %1$I to ketnoi_worker using (true) with check (true)', name);
  end loop;
end $$;

-- The version of a listing that was last announced to the searches, and what it said.
create table listing_announcement (
  listing_id uuid not null,
  version_id uuid not null,
  digest bytea not null,
  at timestamptz not null,
  constraint listing_announcement_pk primary key (listing_id),
  constraint listing_announcement_listing_fk foreign key (listing_id) references listing (id)
);

-- What a listing says in public, and what it is classed as; neither its dates nor its organisation, whose changes are no news of it.
create function public_content_digest(p listing_public) returns bytea language sql stable parallel safe as $$
  select sha256(convert_to(jsonb_build_array(p.side, p.kind, p.title_vi, p.title_en, p.summary_vi, p.summary_en, p.keywords_vi, p.keywords_en,
    p.trl, p.trl_min, p.ip_statuses, p.transfer_modes, p.transfer_rights, p.sectors, p.fields, p.ipc_codes, p.tech_class,
    p.detail -> 'texts', p.detail -> 'values')::text, 'UTF8'))
$$;

-- What is shown by now is no news.
insert into listing_announcement (listing_id, version_id, digest, at)
select p.listing_id, p.version_id, public_content_digest(p), p.published_at from listing_public p;

-- The listings that something is new about among those given: announced never, or in a version that said something else. Their announcement
-- is written here; of two who ask at once only one is told.
create function announce_listings(ids uuid[], now timestamptz, states text[])
returns table (listing_id uuid, version_id uuid, reason text)
language sql volatile set search_path = public, pg_temp as $$
  with shown as (
    select p.listing_id, p.version_id, public_content_digest(p) as digest, a.version_id as before, a.digest as said
    from listing_public p
    join listing l on l.id = p.listing_id and l.audience = 'public' and l.state = any (states)
    -- An index that is behind the listing is no judge of it: it comes again when it has caught up.
    join search_document d on d.listing_id = p.listing_id and d.version = p.version
    left join listing_announcement a on a.listing_id = p.listing_id
    where p.listing_id = any (ids) and not p.retracted and a.version_id is distinct from p.version_id
  ), written as (
    insert into listing_announcement as a (listing_id, version_id, digest, at)
    select s.listing_id, s.version_id, s.digest, now from shown s order by s.listing_id
    on conflict (listing_id) do update set version_id = excluded.version_id, digest = excluded.digest, at = excluded.at
    where a.version_id <> excluded.version_id
    returning a.listing_id
  )
  select s.listing_id, s.version_id, case when s.before is null then 'new' else 'changed' end
  from shown s join written w on w.listing_id = s.listing_id
  where s.said is distinct from s.digest
$$;

grant select, insert, update, delete on saved_search, saved_search_key to ketnoi_app;
grant select, update, delete on saved_search_alert to ketnoi_app;
grant select on saved_search_digest, listing_announcement to ketnoi_app;
grant select (id, version, account_id, organisation_id, query, language, rhythm, threshold, paused_at, paused_by, active_since, asked, plan_version,
  last_sent_at, created_at, updated_at), update on saved_search to ketnoi_worker;
grant select, insert, delete on saved_search_key to ketnoi_worker;
grant select, insert, update, delete on saved_search_alert to ketnoi_worker;
grant select, insert on saved_search_digest to ketnoi_worker;
grant select, insert, update on listing_announcement to ketnoi_worker;

select pgboss.create_queue(name, jsonb_build_object(
  'policy', 'singleton', 'retryLimit', 11, 'retryDelay', 2, 'retryBackoff', true, 'retryDelayMax', 600,
  'heartbeatSeconds', 10, 'expireInSeconds', seconds, 'deleteAfterSeconds', 3600, 'deadLetter', 'dead'))
from (values ('alert.match', 300), ('alert.digest', 600), ('alert.plan', 600)) as queues (name, seconds);
