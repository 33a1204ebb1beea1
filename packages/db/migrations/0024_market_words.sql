-- How rare words are among all that is shown of a side, in each reading, without the listings: processes that rank a few candidates score them as if
-- they held all. Made by a job of the worker from public texts; the six rows of one version are written together. `keys` are the 64-bit hashes of the
-- words, ascending, in halves of four bytes; `holders` how many listings hold each, in four bytes. No word stands here.
create table market_words (
  side text not null,
  reading text not null,
  version int not null,
  -- Of the dictionary the texts were read with.
  edition int not null,
  documents int not null,
  words bigint not null,
  keys bytea not null,
  holders bytea not null,
  made_at timestamptz not null,
  constraint market_words_pk primary key (side, reading),
  constraint market_words_side_check check (side in ('offer', 'need')),
  constraint market_words_reading_check check (reading in ('english', 'vietnamese', 'folded')),
  constraint market_words_keys_check check (length(keys) = 2 * length(holders))
);
alter table market_words alter keys set storage external;
grant select on market_words to ketnoi_app, ketnoi_worker;
grant insert, update on market_words to ketnoi_worker;

select pgboss.create_queue('match.market', jsonb_build_object(
  'policy', 'singleton', 'retryLimit', 11, 'retryDelay', 2, 'retryBackoff', true, 'retryDelayMax', 600,
  'heartbeatSeconds', 10, 'expireInSeconds', 3600, 'deleteAfterSeconds', 3600, 'deadLetter', 'dead'));
