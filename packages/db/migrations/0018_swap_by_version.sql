-- As in 0015, and what is newer is told by its version: the clock of the worker that wrote to the live index may be behind the one that rebuilds.
-- What is in the live index alone has no version to be held against; for it clocks may differ by five minutes.
create or replace function search_rebuild_swap(started_at timestamptz) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  total int;
begin
  lock table listing_public in share row exclusive mode;
  lock table search_document in access exclusive mode;
  delete from search_document_next n
    using search_document d where d.listing_id = n.listing_id
    and (d.version > n.version or (d.version = n.version and d.indexed_at >= started_at));
  insert into search_document_next select d.* from search_document d
    where d.indexed_at >= started_at - interval '5 minutes' and not exists (select from search_document_next n where n.listing_id = d.listing_id);
  delete from search_document_next n
    where not exists (select from listing_public p where p.listing_id = n.listing_id and not p.retracted);
  drop table search_document;
  alter table search_document_next rename to search_document;
  alter table search_document rename constraint search_document_next_pk to search_document_pk;
  alter index search_document_next_words_index rename to search_document_words_index;
  alter index search_document_next_newest_index rename to search_document_newest_index;
  alter index search_document_next_expiring_index rename to search_document_expiring_index;
  alter table search_document add constraint search_document_listing_fk
    foreign key (listing_id) references listing_public (listing_id) on delete cascade;
  perform search_document_watch();
  insert into search_change (listing_id) values (null);
  select count(*) into total from search_document;
  return total;
end $$;
