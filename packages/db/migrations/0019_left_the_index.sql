-- Listings that left PostgreSQL's own index and that an engine beside it may hold still: until it has forgotten them, searches are answered by
-- PostgreSQL, since a count tells of what it counts. Written in the transaction that hides a listing; taken out by the job that has brought the
-- engine up to date.
create table search_left (
  id bigint generated always as identity,
  listing_id uuid not null,
  left_at timestamptz not null default now(),
  constraint search_left_pk primary key (id)
);
create index search_left_listing_index on search_left (listing_id);
-- The same rights on both roles as on the index itself, whose jobs run under either.
grant select, delete on search_left to ketnoi_app, ketnoi_worker;

create or replace function search_document_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into search_change (listing_id) select listing_id from changed;
  if tg_op = 'DELETE' then
    insert into search_left (listing_id) select listing_id from changed;
  end if;
  if tg_op = 'INSERT' then
    delete from search_change where id in
      (select id from search_change where changed_at < now() - interval '1 hour' order by changed_at limit 1000 for update skip locked);
  end if;
  return null;
end $$;
