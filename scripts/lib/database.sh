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
  local found
  found=$(superuser_psql -d postgres -At -c "select 1 from pg_database where datname = 'gracy'")
  if [[ -z $found ]]; then
    superuser_psql -d postgres -c 'create database gracy owner gracy_owner'
  fi
}

# render_worker RELEASE: the worker's configuration, with the kinds of tasks that it names.
render_worker() { _render_worker "$1" gracy_app worker.toml; }

_render_worker() {
  local CONF=$APP/releases/$1/conf WORKER_DATABASE_ROLE=$2 ASSISTANT_SERVERS templates
  templates=$(templates_of "$1")
  ASSISTANT_SERVERS=$(assistant_servers)
  mkdir -p "$CONF/assistant"
  install -m 644 "$templates"/assistant/*.toml "$CONF/assistant"
  render "$templates/worker.toml" "$CONF/$3"
  # A release without templates of its own is from before [slack] had an address, and refuses a key that it does not know.
  [[ -d $APP/releases/$1/templates ]] || sed -i '/^address = /d' "$CONF/$3"
}

# migrate_with RELEASE: by the release's own worker, as the role that owns the schema.
migrate_with() {
  _render_worker "$1" gracy_owner migrate.toml
  worker_command "$1" migrate --config "$APP/releases/$1/conf/migrate.toml" </dev/null
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

# load_demo RELEASE: the generated data set, once, with GRACY_DEMO_MEMBERS people in its company; then the credentials of the instance's
# secrets, each time.
load_demo() {
  local filled
  filled=$(owner_psql -At -c 'select exists (select from gracy.team_space)') || die "the migrated schema is not there"
  if [[ $filled == f ]]; then
    step "Generating the demo data"
    owner_psql -v "members=${GRACY_DEMO_MEMBERS:-10000}" -f "$root/sql/demo/demo.sql" </dev/null
  fi
  _load_credentials "$1"
}

# publish_policies: once, and through the API, because the module chunks and indexes them. Needs nginx.
publish_policies() {
  if [[ $(owner_psql -At -c 'select exists (select from gracy.policy_document)') == t ]]; then return; fi
  "$root/scripts/lib/demo_policies.py" "http://127.0.0.1:$HTTP_PORT" "$SECRETS/admin.token" "$root/sql/demo/policies"
}

# The same tokens and password at each start, whatever was changed meanwhile; the database only ever holds their hashes.
_load_credentials() {
  local password_hash
  password_hash=$(secret login.password | worker_command "$1" hash-password) || die "gracy-worker hash-password failed"
  owner_psql -f "$root/sql/demo/credentials.sql" \
    -v "password_hash=$password_hash" \
    -v "admin_token_prefix=$(_token_prefix admin.token)" -v "admin_token_hash=$(_token_hash admin.token)" \
    -v "member_token_prefix=$(_token_prefix member.token)" -v "member_token_hash=$(_token_hash member.token)"
}

_token_prefix() { secret "$1" | cut -d_ -f1-3; }

_token_hash() { secret "$1" | sha256sum | cut -d' ' -f1; }
