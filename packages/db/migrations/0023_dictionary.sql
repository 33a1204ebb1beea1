-- What the exchange's editors say that terms mean, over the word lists shipped with the product. `spelling` is the term as it is compared (Vietnamese
-- in the older habit of tone marks, English without marks in the singular): of one spelling one entry holds at a time. No `meanings`: the term means nothing as a whole,
-- whatever the lists say. `folded` is all its words without marks, for editors to search by.
create table dictionary_entry (
  id uuid not null,
  language text not null,
  term text not null,
  spelling text not null,
  meanings text[] not null,
  folded text not null,
  note text,
  state text not null default 'active',
  version int not null default 1,
  created_by uuid not null,
  updated_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint dictionary_entry_pk primary key (id),
  constraint dictionary_entry_created_by_fk foreign key (created_by) references account (id),
  constraint dictionary_entry_updated_by_fk foreign key (updated_by) references account (id),
  constraint dictionary_entry_language_check check (language in ('vi', 'en')),
  constraint dictionary_entry_state_check check (state in ('active', 'withdrawn')),
  constraint dictionary_entry_spelling_check check (spelling <> '')
);
create unique index dictionary_entry_spelling_key on dictionary_entry (language, spelling) where state = 'active';
create index dictionary_entry_latest_index on dictionary_entry (updated_at desc, id desc);

-- Everything an entry has said, so that an error can be traced and taken back, and texts be read anew that held an earlier reading.
create table dictionary_entry_version (
  entry_id uuid not null,
  version int not null,
  meanings text[] not null,
  state text not null,
  account_id uuid not null,
  at timestamptz not null,
  constraint dictionary_entry_version_pk primary key (entry_id, version),
  constraint dictionary_entry_version_entry_fk foreign key (entry_id) references dictionary_entry (id),
  constraint dictionary_entry_version_account_fk foreign key (account_id) references account (id)
);

-- One row: how often the entries have changed. Processes that hold the dictionary in memory look here whether theirs is the present one.
create table dictionary_edition (
  only_row boolean not null default true,
  edition bigint not null default 0,
  constraint dictionary_edition_pk primary key (only_row),
  constraint dictionary_edition_only_row_check check (only_row)
);
insert into dictionary_edition default values;

create function dictionary_entry_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update dictionary_edition set edition = edition + 1;
  return null;
end $$;
create trigger dictionary_entry_change after insert or update or delete or truncate on dictionary_entry
  for each statement execute function dictionary_entry_changed();

-- Words of public texts of shown needs that no table knows: a word alone. `needs` counts the shown needs that hold it now; a word that none holds any
-- more is forgotten, unless an editor has said that it need not be known.
create table unknown_word (
  id uuid not null,
  language text not null,
  word text not null,
  state text not null default 'open',
  needs int not null default 0,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  constraint unknown_word_pk primary key (id),
  constraint unknown_word_language_check check (language in ('vi', 'en')),
  constraint unknown_word_state_check check (state in ('open', 'ignored'))
);
create unique index unknown_word_word_key on unknown_word (language, word);
-- One need alone might be told by its words: they are shown from two on.
create index unknown_word_most_index on unknown_word (needs desc, id desc) where state = 'open' and needs >= 2;

create table unknown_word_need (
  word_id uuid not null,
  listing_id uuid not null,
  constraint unknown_word_need_pk primary key (word_id, listing_id),
  constraint unknown_word_need_word_fk foreign key (word_id) references unknown_word (id) on delete cascade,
  constraint unknown_word_need_listing_fk foreign key (listing_id) references listing_public (listing_id) on delete cascade
);
create index unknown_word_need_listing_index on unknown_word_need (listing_id);

-- Which version of a shown need its words were last collected from.
create table unknown_word_reading (
  listing_id uuid not null,
  version int not null,
  constraint unknown_word_reading_pk primary key (listing_id),
  constraint unknown_word_reading_listing_fk foreign key (listing_id) references listing_public (listing_id) on delete cascade
);

-- Words are locked first and counted in a statement of its own, so that of two needs that come or go at once neither is missed.
create function unknown_word_recount() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from unknown_word where id in (select word_id from changed) order by id for update;
  update unknown_word w set needs = (select count(*) from unknown_word_need n where n.word_id = w.id) where w.id in (select word_id from changed);
  if tg_op = 'DELETE' then
    delete from unknown_word where id in (select word_id from changed) and needs = 0 and state = 'open';
  end if;
  return null;
end $$;
create trigger unknown_word_need_insert after insert on unknown_word_need
  referencing new table as changed for each statement execute function unknown_word_recount();
create trigger unknown_word_need_delete after delete on unknown_word_need
  referencing old table as changed for each statement execute function unknown_word_recount();

revoke execute on function dictionary_entry_changed(), unknown_word_recount() from public;

grant select on dictionary_entry, dictionary_entry_version, dictionary_edition, unknown_word, unknown_word_need, unknown_word_reading to ketnoi_app, ketnoi_worker;
grant insert, update on dictionary_entry to ketnoi_app;
grant insert on dictionary_entry_version to ketnoi_app;
-- The same rights on both roles as on the search index, whose jobs run under either.
grant insert, update on unknown_word to ketnoi_app, ketnoi_worker;
grant insert, delete on unknown_word_need to ketnoi_app, ketnoi_worker;
grant insert, update, delete on unknown_word_reading to ketnoi_app, ketnoi_worker;

select pgboss.create_queue(name, jsonb_build_object(
  'policy', 'singleton', 'retryLimit', 11, 'retryDelay', 2, 'retryBackoff', true, 'retryDelayMax', 600,
  'heartbeatSeconds', 10, 'expireInSeconds', seconds, 'deleteAfterSeconds', 3600, 'deadLetter', 'dead'))
from (values ('dictionary.apply', 600), ('dictionary.collect', 300), ('dictionary.sweep', 600)) as queues (name, seconds);
