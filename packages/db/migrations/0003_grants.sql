grant usage on schema public to ketnoi_app, ketnoi_worker;
grant select on all tables in schema public to ketnoi_app, ketnoi_worker;
grant insert, update on
  organisation, organisation_capacity, account, account_grant, invitation, account_token, session, refresh_token, idempotency_key, deadline, mail,
  listing, listing_version, listing_text, listing_member_text, listing_member_content, listing_confidential_text, listing_confidential_content,
  listing_review, reference_counter, listing_public, listing_sector, import_run
  to ketnoi_app, ketnoi_worker;
grant insert on state_change to ketnoi_app, ketnoi_worker;
grant insert, update, delete on membership to ketnoi_app, ketnoi_worker;
grant delete on idempotency_key, listing_public, listing_sector,
  listing_text, listing_member_text, listing_member_content, listing_confidential_text, listing_confidential_content
  to ketnoi_app, ketnoi_worker;
grant insert, update on exchange_node, classification_scheme, classification, holiday, legal_rule to ketnoi_worker;
revoke all on audit_chain, audit_event from ketnoi_app, ketnoi_worker;
grant select on audit_chain, audit_event to ketnoi_app, ketnoi_worker;
grant execute on function audit_append(uuid, timestamptz, int, text) to ketnoi_app, ketnoi_worker;
