-- What a shown listing says of its organisation is kept by the database itself: whoever writes the row or the organisation, the two agree.
-- `version` is new with every change of the row, whatever changed it, and never falls: an index compares by it. `listing_version` is the
-- listing's own, which outsiders are told; an organisation that is renamed is no new version of what it lists.
alter table listing_public add column listing_version int not null default 1;
update listing_public set listing_version = version;
create sequence listing_public_version_seq as int;
select setval('listing_public_version_seq', (select coalesce(max(version), 0) + 1 from listing_public));
grant usage on sequence listing_public_version_seq to ketnoi_app, ketnoi_worker;

-- The organisation is read under a lock that waits for a change of it and holds the next one up: a listing published while its organisation
-- is being renamed must not come out under the old name. A masked listing names no organisation and keeps what it was published with: if it
-- changed in the same moment as the listings of an organisation, everyone would know whose it is.
create or replace function listing_public_name() returns trigger language plpgsql as $$
declare
  o organisation;
begin
  new.version := nextval('listing_public_version_seq');
  new.organisation := null;
  if new.organisation_id is null then return new; end if;
  select * into o from organisation where id = new.organisation_id for share;
  if not found then return new; end if;
  new.organisation := organisation_json(o);
  -- A new row brings the facts it was derived from, read under the same lock by who shows it.
  if tg_op = 'INSERT' then return new; end if;
  new.organisation_type := o.type_code;
  new.organisation_verified := o.verified_at is not null;
  new.country := o.country;
  if new.province_code is distinct from o.province_code then
    new.province_code := o.province_code;
    new.region_code := (select c.extra ->> 'region' from classification c join classification_scheme s on s.scheme = c.scheme and s.version = c.version
      where s.scheme = 'province' and s.is_current and c.code = o.province_code);
    new.card := jsonb_set(new.card::jsonb, '{province}', coalesce(to_jsonb(o.province_code), 'null'))::json;
  end if;
  return new;
end $$;

-- The feed tells of the listings anew, since it names their organisation. Rows of another exchange are left to that one.
create or replace function organisation_renamed() returns trigger language plpgsql as $$
begin
  update listing_public set organisation_id = organisation_id where organisation_id = new.id;
  if new.province_code is distinct from old.province_code then
    update listing_sector s set province_code = new.province_code from listing_public p
      where p.listing_id = s.listing_id and p.organisation_id = new.id;
  end if;
  update listing l set change_xid = pg_current_xact_id() from listing_public p
    where p.listing_id = l.id and p.organisation_id = new.id and l.origin_node = (select code from exchange_node where is_self);
  return null;
end $$;
drop trigger organisation_renamed on organisation;
create trigger organisation_renamed after update of legal_name, english_name, short_name, type_code, country, province_code, verified_at, trusted, demo, membership
  on organisation for each row
  when ((old.legal_name, old.english_name, old.short_name, old.type_code, old.country, old.province_code, old.verified_at, old.trusted, old.demo, old.membership)
    is distinct from
    (new.legal_name, new.english_name, new.short_name, new.type_code, new.country, new.province_code, new.verified_at, new.trusted, new.demo, new.membership))
  execute function organisation_renamed();

-- What was renamed before this is brought in line, and counts as new to every index.
update listing_public set organisation_id = organisation_id;
