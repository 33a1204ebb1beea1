-- Which documents of PostgreSQL's own index changed, and in which transaction. Processes that count listings by facet in memory read from here
-- what became visible since they looked last; a row is of use for an hour. No listing: everything changed.
create table search_change (
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  listing_id uuid,
  changed_at timestamptz not null default now(),
  constraint search_change_pk primary key (id)
);
create index search_change_xid_index on search_change (xid);
create index search_change_changed_at_index on search_change (changed_at);
grant select on search_change to ketnoi_app, ketnoi_worker;

-- Acts in the owner's name: a listing also leaves the index by the cascade of a role that may not write here. Old rows go as new ones come,
-- without waiting for whoever else clears them.
create function search_document_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into search_change (listing_id) select listing_id from changed;
  if tg_op = 'INSERT' then
    delete from search_change where id in
      (select id from search_change where changed_at < now() - interval '1 hour' order by changed_at limit 1000 for update skip locked);
  end if;
  return null;
end $$;

-- The triggers go with the table, so each rebuild makes them anew.
create function search_document_watch() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  create trigger search_document_inserted after insert on search_document
    referencing new table as changed for each statement execute function search_document_changed();
  create trigger search_document_updated after update on search_document
    referencing new table as changed for each statement execute function search_document_changed();
  create trigger search_document_deleted after delete on search_document
    referencing old table as changed for each statement execute function search_document_changed();
end $$;
select search_document_watch();

-- As in 0005, and the new table is watched from the moment it stands in the old one's place.
create or replace function search_rebuild_swap(started_at timestamptz) returns int
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
  perform search_document_watch();
  insert into search_change (listing_id) values (null);
  select count(*) into total from search_document;
  return total;
end $$;

revoke execute on function search_document_watch(), search_document_changed() from public;
