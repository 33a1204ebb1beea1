-- The worker plans searches and tells of what they found; what somebody looks for, in whose name, and whether it rests is its owner's to write.
revoke update on saved_search from ketnoi_worker;
grant update (asked, plan_version, last_sent_at) on saved_search to ketnoi_worker;

-- Owners look at what was found. Which letter told of it the worker writes down, and a search that is deleted takes its own along by itself.
revoke update, delete on saved_search_alert from ketnoi_app;
grant update (seen_at) on saved_search_alert to ketnoi_app;
