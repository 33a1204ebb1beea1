-- PostgreSQL's own search index: one row a shown listing, from the public projection alone, written by the indexing job. A listing that
-- stops being shown leaves with its projection, in the same transaction.
--
-- `words` is what a query is matched against, without positions: folded words (`cong`), neighbours (`cong_nghe`), marks spelt out (`=coong`),
-- codes (`#76/2018/nd-cp`), the words of title and keywords once more (`^cong`), and every value one can filter by (`@province:22`).
-- A query with all its filters is one tsquery, answered by one index without visiting what does not match.
-- `head` ranks: folded and spelt-out words of title (A), keywords (B) and summary (C) with their positions; small, so that it stays in the row.
create table search_document (
  listing_id uuid not null,
  version int not null,
  side text not null,
  kind text not null,
  province text,
  region text,
  trl smallint,
  tech_class text,
  organisation_type text,
  country text,
  open_for_interest boolean not null,
  sectors text[] not null,
  fields text[] not null,
  ip_statuses text[] not null,
  transfer_modes text[] not null,
  languages text[] not null,
  bonus real not null,
  published_at timestamptz not null,
  expires_at timestamptz not null,
  head tsvector not null,
  words tsvector not null,
  indexed_at timestamptz not null,
  constraint search_document_pk primary key (listing_id),
  constraint search_document_listing_fk foreign key (listing_id) references listing_public (listing_id) on delete cascade
);
alter table search_document alter words set storage external, alter head set storage main;
create index search_document_words_index on search_document using gin (words) with (gin_pending_list_limit = 256);
create index search_document_newest_index on search_document (published_at desc, listing_id desc);
create index search_document_expiring_index on search_document (expires_at, listing_id);

-- The vocabulary of the index: every folded word with the number of listings that had it when last counted.
create table search_term (
  term text not null,
  documents int not null,
  counted_at timestamptz not null,
  constraint search_term_pk primary key (term)
);
-- Also makes the settings of pg_trgm known to this session, so that the function below may set one.
select similarity('a', 'a');
create index search_term_near_index on search_term using gin (term gin_trgm_ops) where length(term) >= 4 and term !~ '[0-9]';

-- Words of the index that look like a mistyped one; the caller judges the distance. The threshold lets one exchanged letter of five through.
create function search_terms_near(typed text[]) returns table (word text, term text, documents int)
language sql stable parallel safe set pg_trgm.similarity_threshold = '0.2' as $$
  select near.word, t.term, t.documents
  from unnest(typed) as near (word)
  cross join lateral (
    select term, documents from search_term
    where term % near.word and length(term) >= 4 and term !~ '[0-9]' and length(term) between length(near.word) - 2 and length(near.word) + 2
    order by similarity(term, near.word) desc, documents desc, term
    limit 60
  ) t
$$;

-- A rebuild fills a table aside and swaps it in. The runtime roles own nothing, so these three steps act in the owner's name.
create function search_rebuild_begin() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  drop table if exists search_document_next;
  create table search_document_next (like search_document including defaults including storage);
  grant select, insert, update, delete on search_document_next to ketnoi_worker, ketnoi_app;
end $$;

create function search_rebuild_index() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  alter table search_document_next add constraint search_document_next_pk primary key (listing_id);
  create index search_document_next_words_index on search_document_next using gin (words) with (gin_pending_list_limit = 256);
  create index search_document_next_newest_index on search_document_next (published_at desc, listing_id desc);
  create index search_document_next_expiring_index on search_document_next (expires_at, listing_id);
  analyze search_document_next;
end $$;

-- What was written to the live index while the next one was filled is newer than what was read before: it goes along, and what has left
-- the public projection meanwhile stays out. Readers wait for this one step only. The projection is locked first, as a withdrawal does.
create function search_rebuild_swap(started_at timestamptz) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  total int;
begin
  lock table listing_public in share row exclusive mode;
  lock table search_document in access exclusive mode;
  delete from search_document_next n
    using search_document d where d.listing_id = n.listing_id and d.indexed_at >= started_at and d.version >= n.version;
  insert into search_document_next select d.* from search_document d
    where d.indexed_at >= started_at and not exists (select from search_document_next n where n.listing_id = d.listing_id);
  delete from search_document_next n where not exists (select from listing_public p where p.listing_id = n.listing_id);
  drop table search_document;
  alter table search_document_next rename to search_document;
  alter table search_document rename constraint search_document_next_pk to search_document_pk;
  alter index search_document_next_words_index rename to search_document_words_index;
  alter index search_document_next_newest_index rename to search_document_newest_index;
  alter index search_document_next_expiring_index rename to search_document_expiring_index;
  alter table search_document add constraint search_document_listing_fk
    foreign key (listing_id) references listing_public (listing_id) on delete cascade;
  select count(*) into total from search_document;
  return total;
end $$;

revoke execute on function search_rebuild_begin(), search_rebuild_index(), search_rebuild_swap(timestamptz) from public;
grant execute on function search_rebuild_begin(), search_rebuild_index(), search_rebuild_swap(timestamptz) to ketnoi_worker;

-- Text as it is compared without marks: what `fold` of the language package does, for the letters of Vietnamese and its neighbours.
create function folded(label text) returns text language sql immutable parallel safe strict as $$
  select translate(lower(normalize(label, nfc)),
    'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđçñäëïöüåšžčř',
    'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyydcnaeiouaszcr')
$$;
-- Names of organisations for completion: any word of a name, from three letters on.
create index organisation_name_index on organisation using gin
  (folded(legal_name || ' ' || coalesce(short_name, '') || ' ' || coalesce(english_name, '')) gin_trgm_ops) where withdrawn_at is null;

grant select on search_document, search_term to ketnoi_app, ketnoi_worker;
grant insert, update, delete on search_document, search_term to ketnoi_app, ketnoi_worker;
