-- Roles: the migrator owns everything; app and worker own nothing and get exactly what is granted below.
do $$
begin
  if not exists (select from pg_roles where rolname = 'ketnoi_app') then create role ketnoi_app; end if;
  if not exists (select from pg_roles where rolname = 'ketnoi_worker') then create role ketnoi_worker; end if;
end $$;

create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Who acts, set inside a transaction by asActor(tx); absent means nobody, and every policy then denies.
create function current_account() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.account', true), '')::uuid $$;
create function current_organisations() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.organisations', true), ''), '{}')::uuid[] $$;

-- Classifications: every scheme has a version, rows elsewhere store code and version.
create table classification_scheme (
  scheme text not null,
  version text not null,
  title_vi text not null,
  title_en text not null,
  source text not null,
  valid_from date,
  is_current boolean not null default true,
  constraint classification_scheme_pk primary key (scheme, version)
);
create unique index classification_scheme_scheme_current_key on classification_scheme (scheme) where is_current;

create table classification (
  scheme text not null,
  version text not null,
  code text not null,
  parent text,
  label_vi text not null,
  label_en text not null,
  position int not null,
  extra jsonb not null default '{}',
  constraint classification_pk primary key (scheme, version, code),
  constraint classification_scheme_version_fk foreign key (scheme, version) references classification_scheme (scheme, version)
);

create table holiday (
  on_date date not null,
  name_vi text not null,
  name_en text not null,
  source text not null,
  constraint holiday_pk primary key (on_date)
);

create table legal_rule (
  rule_id text not null,
  article text not null,
  text_vi text not null,
  text_en text not null,
  valid_from date not null,
  valid_to date,
  source_url text not null,
  reviewed_by text,
  constraint legal_rule_pk primary key (rule_id, valid_from),
  constraint legal_rule_valid_check check (valid_to is null or valid_to > valid_from)
);

create table exchange_node (
  code text not null,
  name_vi text not null,
  name_en text not null,
  province_code text,
  contact jsonb not null default '{}',
  is_self boolean not null default false,
  constraint exchange_node_pk primary key (code),
  constraint exchange_node_code_check check (code ~ '^[A-Z]{2,8}$')
);
create unique index exchange_node_is_self_key on exchange_node (is_self) where is_self;

-- People and organisations
create table organisation (
  id uuid not null,
  version int not null default 1,
  membership text not null default 'member',
  type_code text not null,
  type_version text not null,
  legal_name text not null,
  short_name text,
  english_name text,
  tax_code text,
  country text not null default 'VN',
  province_code text,
  province_version text,
  website text,
  about_vi text,
  about_en text,
  demo boolean not null default false,
  trusted boolean not null default false,
  verified_at timestamptz,
  verified_by uuid,
  origin_node text not null,
  origin_id text,
  origin_version int not null default 1,
  text_licence text,
  source_url text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint organisation_pk primary key (id),
  constraint organisation_membership_check check (membership in ('member', 'directory')),
  constraint organisation_directory_check check (membership = 'member' or verified_at is null),
  constraint organisation_country_check check (country ~ '^[A-Z]{2}$'),
  constraint organisation_origin_node_fk foreign key (origin_node) references exchange_node (code)
);
-- Only a verified organisation holds its tax code against others: an unproven sign-up must not keep the real one out.
create unique index organisation_tax_code_key on organisation (tax_code) where tax_code is not null and verified_at is not null;
create index organisation_tax_code_index on organisation (tax_code) where tax_code is not null;
create index organisation_created_at_index on organisation (created_at desc, id desc) where withdrawn_at is null;
create unique index organisation_origin_key on organisation (origin_node, origin_id) where origin_id is not null;

create table organisation_capacity (
  id uuid not null,
  organisation_id uuid not null,
  capacity text not null,
  proof text not null,
  verified_by uuid,
  verified_at timestamptz,
  valid_from date not null,
  valid_until date,
  constraint organisation_capacity_pk primary key (id),
  constraint organisation_capacity_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint organisation_capacity_capacity_check check (capacity in ('brokerage', 'consulting', 'evaluation', 'valuation', 'assessment', 'promotion')),
  constraint organisation_capacity_valid_check check (valid_until is null or valid_until >= valid_from)
);
create index organisation_capacity_organisation_index on organisation_capacity (organisation_id);

create table account (
  id uuid not null,
  version int not null default 1,
  email text not null,
  email_verified_at timestamptz,
  password_hash text not null,
  full_name text not null,
  phone text,
  language text not null default 'vi',
  terms_version text,
  terms_accepted_at timestamptz,
  suspended_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint account_pk primary key (id),
  constraint account_email_check check (email = lower(email) and position('@' in email) > 1),
  constraint account_language_check check (language in ('vi', 'en'))
);
-- One confirmed account an address. Until a letter was answered an address belongs to nobody, so that signing up tells nobody who has an account.
create unique index account_email_key on account (email) where email_verified_at is not null;
create index account_email_index on account (email, created_at desc);

create table membership (
  account_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  version int not null default 1,
  created_at timestamptz not null,
  constraint membership_pk primary key (account_id, organisation_id),
  constraint membership_account_fk foreign key (account_id) references account (id),
  constraint membership_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint membership_role_check check (role in ('owner', 'admin', 'editor', 'viewer'))
);
create index membership_organisation_index on membership (organisation_id);

create table account_grant (
  id uuid not null,
  account_id uuid not null,
  role text not null,
  scope text not null,
  scope_id text,
  granted_by uuid,
  granted_at timestamptz not null,
  until timestamptz,
  revoked_at timestamptz,
  constraint account_grant_pk primary key (id),
  constraint account_grant_account_fk foreign key (account_id) references account (id),
  constraint account_grant_role_check check (role in ('moderator', 'admin', 'operator')),
  constraint account_grant_scope_check check (scope in ('platform', 'node', 'province', 'organisation', 'council')),
  constraint account_grant_scope_id_check check ((scope = 'platform') = (scope_id is null))
);
create index account_grant_account_index on account_grant (account_id) where revoked_at is null;

create table invitation (
  id uuid not null,
  organisation_id uuid not null,
  email text not null,
  role text not null,
  token_hash bytea not null,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  constraint invitation_pk primary key (id),
  constraint invitation_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint invitation_invited_by_fk foreign key (invited_by) references account (id),
  constraint invitation_role_check check (role in ('owner', 'admin', 'editor', 'viewer'))
);
create unique index invitation_token_hash_key on invitation (token_hash);
create index invitation_organisation_index on invitation (organisation_id, created_at);

-- One-use letters: address confirmation and password reset.
create table account_token (
  id uuid not null,
  account_id uuid not null,
  purpose text not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint account_token_pk primary key (id),
  constraint account_token_account_fk foreign key (account_id) references account (id),
  constraint account_token_purpose_check check (purpose in ('verify_email', 'reset_password'))
);
create unique index account_token_token_hash_key on account_token (token_hash);
create index account_token_account_index on account_token (account_id, purpose, created_at);

-- Sessions: one row a family; one row a refresh token, single-use, in integer generations.
create table session (
  id uuid not null,
  account_id uuid not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  absolute_expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_reason text,
  user_agent text,
  ip inet,
  constraint session_pk primary key (id),
  constraint session_account_fk foreign key (account_id) references account (id)
);
create index session_account_index on session (account_id) where revoked_at is null;

create table refresh_token (
  session_id uuid not null,
  generation int not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  idle_expires_at timestamptz not null,
  used_at timestamptz,
  constraint refresh_token_pk primary key (session_id, generation),
  constraint refresh_token_session_fk foreign key (session_id) references session (id)
);
create unique index refresh_token_token_hash_key on refresh_token (token_hash);

create table idempotency_key (
  principal uuid not null,
  operation text not null,
  key text not null,
  body_hash bytea not null,
  status int not null,
  body text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint idempotency_key_pk primary key (principal, operation, key),
  constraint idempotency_key_key_check check (length(key) between 1 and 255)
);
create index idempotency_key_expires_at_index on idempotency_key (expires_at);

-- Audit: one hash chain an organisation (the all-zero uuid is the platform's own), written with the act.
create table audit_chain (
  chain_id uuid not null,
  seq bigint not null default 0,
  hash bytea not null default '\x0000000000000000000000000000000000000000000000000000000000000000',
  constraint audit_chain_pk primary key (chain_id)
);

create table audit_event (
  chain_id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  format int not null,
  canonical text not null,
  prev_hash bytea not null,
  hash bytea not null,
  constraint audit_event_pk primary key (chain_id, seq)
);

-- Appends one event to a chain: locks the head, links, stores. hash = sha256(prev_hash || seq as decimal text || '\n' || canonical).
-- security definer: app and worker may append but touch neither table directly.
create function audit_append(chain uuid, event_at timestamptz, event_format int, event_canonical text) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_chain%rowtype;
  next_seq bigint;
  next_hash bytea;
begin
  select * into head from audit_chain where chain_id = chain for update;
  if not found then
    insert into audit_chain (chain_id) values (chain) on conflict do nothing;
    select * into head from audit_chain where chain_id = chain for update;
  end if;
  next_seq := head.seq + 1;
  next_hash := sha256(head.hash || convert_to(next_seq::text || E'\n' || event_canonical, 'UTF8'));
  insert into audit_event (chain_id, seq, at, format, canonical, prev_hash, hash)
    values (chain, next_seq, event_at, event_format, event_canonical, head.hash, next_hash);
  update audit_chain set seq = next_seq, hash = next_hash where chain_id = chain;
  return next_seq;
end $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_event_append_only before update or delete on audit_event for each row execute function refuse_change();
create trigger audit_event_no_truncate before truncate on audit_event for each statement execute function refuse_change();

-- One history of states for every noun; clocks, funnels and statistics rest on it.
create table state_change (
  id uuid not null,
  noun text not null,
  noun_id uuid not null,
  from_state text,
  action text not null,
  to_state text not null,
  account_id uuid,
  organisation_id uuid,
  capacity text,
  mandate_id uuid,
  reason_code text,
  note text,
  rule_version text,
  at timestamptz not null,
  constraint state_change_pk primary key (id)
);
create index state_change_noun_index on state_change (noun, noun_id, at);

create table deadline (
  id uuid not null,
  noun text not null,
  noun_id uuid not null,
  kind text not null,
  who text not null,
  due_at timestamptz not null,
  on_breach text not null,
  created_at timestamptz not null,
  met_at timestamptz,
  breached_at timestamptz,
  cancelled_at timestamptz,
  constraint deadline_pk primary key (id)
);
create index deadline_due_at_index on deadline (due_at) where met_at is null and breached_at is null and cancelled_at is null;
create index deadline_noun_index on deadline (noun, noun_id);

-- Letters that were handed to the mail port; the local outbox page shows them where no SMTP server is configured.
-- A letter to a member of an organisation is dropped when the reader is no member any more by the time it leaves.
create table mail (
  id uuid not null,
  message_id text not null,
  template text not null,
  recipient text not null,
  language text not null,
  subject text not null,
  body_text text not null,
  organisation_id uuid,
  created_at timestamptz not null,
  sent_at timestamptz,
  dropped_at timestamptz,
  constraint mail_pk primary key (id),
  constraint mail_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint mail_message_id_key unique (message_id)
);
create index mail_created_at_index on mail (created_at desc, id desc);
create index mail_recipient_index on mail (recipient, created_at);
