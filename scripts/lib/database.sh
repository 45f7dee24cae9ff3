# shellcheck shell=bash
# What the demo's database holds: roles, the schema, people, and credentials to try it with. Needs postgres.sh, release.sh, secrets.sh.

# make_database: the roles and the empty database; nothing when they are there.
make_database() {
  local role
  superuser_psql -d postgres -f "$root/sql/bootstrap/roles.sql"
  # Passwords come from files and go in over standard input: neither a command line nor a log shows them.
  for role in gracy_app gracy_owner gracy_report; do
    printf "set log_statement = 'none'; set log_min_duration_statement = -1; alter role %s password '%s';\n" "$role" "$(secret "$role.password")"
  done | superuser_psql -d postgres
  if [[ -z $(superuser_psql -d postgres -At -c "select 1 from pg_database where datname = 'gracy'") ]]; then
    superuser_psql -d postgres -c 'create database gracy owner gracy_owner'
  fi
}

# migrate_with RELEASE: by the release's own worker, as the role that owns the schema.
migrate_with() {
  local WORKER_DATABASE_ROLE=gracy_owner
  render "$root/conf/worker.toml" "$CONF/migrate.toml"
  worker_command "$1" migrate --config "$CONF/migrate.toml" </dev/null
}

# worker_command RELEASE ARGUMENT...: the release's worker, as the user that may read its secrets.
worker_command() {
  local worker=$APP/releases/$1/bin/gracy-worker
  shift
  if ((EUID == 0)); then
    (cd / && setpriv --reuid="$SERVICE_USER" --regid="$SERVICE_USER" --clear-groups -- "${program_environment[@]}" HOME=/ "$worker" "$@")
  else
    (cd / && "${program_environment[@]}" "$worker" "$@")
  fi
}

# load_demo RELEASE: the generated data set, once; then the credentials of conf's files, each time.
load_demo() {
  local file
  if [[ $(owner_psql -At -c 'select exists (select from gracy.team_space)') == f ]]; then
    step "Generating the demo data"
    local -a files=()
    for file in "$root"/sql/demo/*.sql; do
      [[ ${file##*/} == credentials.sql ]] || files+=(-f "$file")
    done
    owner_psql --single-transaction "${files[@]}" >"$LOG/demo-data.log"
    owner_psql -c 'vacuum (analyze)' >>"$LOG/demo-data.log" 2>&1
  fi
  _load_credentials "$1"
}
