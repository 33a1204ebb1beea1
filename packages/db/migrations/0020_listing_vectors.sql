-- Vectors of the texts of a shown listing, by model: of the whole, then of its first sentences. Made behind requests from what everyone may see;
-- they go with the public row. `digests` tell texts apart, eight bytes each, so that what did not change is not encoded again. `version` is the public
-- row's they were made or looked at for. A byte a value, and what a step of each row is worth as 32-bit floats.
create table listing_vectors (
  listing_id uuid not null,
  model text not null,
  version int not null,
  digests bytea not null,
  bytes bytea not null,
  scales bytea not null,
  -- False where sentences are still to be encoded.
  is_complete boolean not null,
  made_at timestamptz not null,
  -- Processes that hold vectors in memory read what became visible since they looked last.
  xid xid8 not null default pg_current_xact_id(),
  constraint listing_vectors_pk primary key (listing_id, model),
  constraint listing_vectors_listing_fk foreign key (listing_id) references listing_public (listing_id) on delete cascade,
  constraint listing_vectors_rows_check check (length(scales) % 4 = 0 and length(digests) = 2 * length(scales))
);
create index listing_vectors_xid_index on listing_vectors (xid);
-- Bytes of vectors hardly pack.
alter table listing_vectors alter column bytes set storage external;
grant select on listing_vectors to ketnoi_app, ketnoi_worker;
grant insert, update, delete on listing_vectors to ketnoi_worker;

select pgboss.create_queue(name, jsonb_build_object(
  'policy', 'singleton', 'retryLimit', 11, 'retryDelay', 2, 'retryBackoff', true, 'retryDelayMax', 600,
  'heartbeatSeconds', 10, 'expireInSeconds', 600, 'deleteAfterSeconds', 3600, 'deadLetter', 'dead'))
from (values ('match.encode'), ('match.renew')) as queues (name);
