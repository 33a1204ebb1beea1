#!/bin/sh
# Makes the secrets of a local docker compose stack, once: .env beside docker-compose.yml, key files in infra/docker/secrets.
set -eu
cd "$(dirname "$0")/../.."
umask 077
random() { openssl rand -hex 24; }
if [ ! -e .env ]; then
  cat > .env <<ENV
POSTGRES_PASSWORD=$(random)
MIGRATOR_PASSWORD=$(random)
APP_PASSWORD=$(random)
WORKER_PASSWORD=$(random)
MEILI_MASTER_KEY=$(random)
PUBLIC_URL=http://localhost:8080
ENV
fi
mkdir -p infra/docker/secrets
[ -e infra/docker/secrets/signing-key.pem ] || openssl genpkey -algorithm ed25519 -out infra/docker/secrets/signing-key.pem
[ -e infra/docker/secrets/secret ] || random > infra/docker/secrets/secret
# Compose mounts a secret file with its own mode, and the images run as another user than the one who made it.
chmod 644 infra/docker/secrets/*
echo "secrets are in .env and infra/docker/secrets; next: docker compose up --build"
