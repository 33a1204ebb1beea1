#!/bin/bash
# Runs once in an empty database: the roles of the walls. None but the migrator owns a table.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  -v migrator="$MIGRATOR_PASSWORD" -v app="$APP_PASSWORD" -v worker="$WORKER_PASSWORD" <<'SQL'
create role ketnoi_migrator login createrole password :'migrator';
create role ketnoi_app login password :'app';
create role ketnoi_worker login password :'worker';
grant ketnoi_app, ketnoi_worker to ketnoi_migrator with admin option;
alter database ketnoi owner to ketnoi_migrator;
create extension pg_trgm;
create extension unaccent;
SQL
