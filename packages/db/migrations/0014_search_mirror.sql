-- What goes to a search engine beside PostgreSQL has a queue of its own: PostgreSQL's index never waits for that engine.
select pgboss.create_queue('listing.mirror', jsonb_build_object(
  'policy', 'singleton', 'retryLimit', 11, 'retryDelay', 2, 'retryBackoff', true, 'retryDelayMax', 600,
  'heartbeatSeconds', 10, 'expireInSeconds', 300, 'deleteAfterSeconds', 3600, 'deadLetter', 'dead'));
