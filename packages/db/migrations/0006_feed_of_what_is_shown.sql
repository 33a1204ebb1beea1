-- The feed tells of what everyone can see. A draft that is saved, handed in or reviewed beside a published version is nobody's business:
-- only a change of what is shown, or of whether it is shown, gives a listing its new place.
create or replace function listing_touch() returns trigger language plpgsql as $$
begin
  if (new.state, new.progress, new.audience, new.masked, new.open_for_interest, new.published_version_id, new.reference, new.published_at,
      new.expires_at, new.notice_vi, new.notice_en, new.owner_organisation_id, new.origin_node, new.origin_id, new.origin_version,
      new.text_licence, new.source_url, new.first_published_at, new.tombstoned_at)
    is distinct from
     (old.state, old.progress, old.audience, old.masked, old.open_for_interest, old.published_version_id, old.reference, old.published_at,
      old.expires_at, old.notice_vi, old.notice_en, old.owner_organisation_id, old.origin_node, old.origin_id, old.origin_version,
      old.text_licence, old.source_url, old.first_published_at, old.tombstoned_at)
  then
    new.change_xid := pg_current_xact_id();
  end if;
  return new;
end $$;
