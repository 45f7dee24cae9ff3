# shellcheck shell=bash
# The instance's own PostgreSQL: a private data folder, a private socket, nothing of the system's. Needs instance.sh and log.sh.

postgres_bin=/usr/lib/postgresql/15/bin

# as_postgres COMMAND...: PostgreSQL refuses to run as root.
as_postgres() {
  if ((EUID == 0)); then
    (cd / && setpriv --reuid="$DATABASE_USER" --regid="$DATABASE_USER" --clear-groups -- env HOME=/ "$@")
  else
    (cd / && "$@")
  fi
}

make_cluster() {
  if [[ ! -f $VAR/data/PG_VERSION ]] && ! as_postgres test -f "$VAR/data/PG_VERSION"; then
    step "Creating a PostgreSQL 15 cluster in $VAR/data"
    rm -rf "$VAR/data"
    install -d -m 700 "$VAR/data"
    if ((EUID == 0)); then chown "$DATABASE_USER:" "$VAR/data"; fi
    logged "$LOG/initdb.log" as_postgres "$postgres_bin/initdb" -D "$VAR/data" -U postgres \
      --encoding=UTF8 --locale=C.UTF-8 --data-checksums --auth-local=peer --auth-host=scram-sha-256
  fi
  _configure_cluster
}

# Written anew at each start, because ports and values may have changed.
_configure_cluster() {
  local file
  render "$root/conf/postgresql.conf" "$CONF/postgresql.conf"
  render "$root/conf/pg_hba.conf" "$CONF/pg_hba.conf"
  render "$root/conf/pg_ident.conf" "$CONF/pg_ident.conf"
  for file in postgresql pg_hba pg_ident; do
    as_postgres install -m 600 "$CONF/$file.conf" "$VAR/data/$file.conf"
  done
}

database_answers() { "$postgres_bin/pg_isready" -q -h "$SOCKETS" -p "$DATABASE_PORT" -d postgres -U postgres; }

# The bootstrap superuser comes in over the socket by its operating system user's name (pg_ident.conf): no password exists for it.
superuser_psql() {
  "$postgres_bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$SOCKETS" -p "$DATABASE_PORT" -U postgres "$@"
}

# owner_psql: as the role that owns the schema.
owner_psql() {
  PGPASSWORD=$(secret gracy_owner.password) "$postgres_bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$SOCKETS" -p "$DATABASE_PORT" -U gracy_owner -d gracy "$@"
}
