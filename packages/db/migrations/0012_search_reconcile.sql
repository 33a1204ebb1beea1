-- Comparing what is shown with what the search indexes hold has a queue of its own, under the rules of the others (0004).
select pgboss.create_queue('search.reconcile', jsonb_build_object(
  'policy', 'singleton', 'retryLimit', 11, 'retryDelay', 2, 'retryBackoff', true, 'retryDelayMax', 600,
  'heartbeatSeconds', 10, 'expireInSeconds', 7200, 'deleteAfterSeconds', 3600, 'deadLetter', 'dead'));
