# shellcheck shell=bash
# .run/demo.env: shell assignments for whoever wants to try or to test the demo from outside, and what is printed at the end.
# Needs chain.sh, instance.sh, ports.sh, secrets.sh and supervisor.sh.

# The names are those of sql/demo: the team space of 10,000, its administrator, and the two members that Slack commands are tried with.
write_demo_env() {
  (
    umask 077
    {
      _assign GRACY_URL "http://127.0.0.1:$HTTP_PORT"
      _assign GRACY_TLS_URL "https://127.0.0.1:$TLS_PORT"
      _assign GRACY_ADMIN_TOKEN "$(secret admin.token)"
      _assign GRACY_MEMBER_TOKEN "$(secret member.token)"
      _assign GRACY_LOGIN_EMAIL minseo.kim@hanbit.example
      _assign GRACY_LOGIN_PASSWORD "$(secret login.password)"
      _assign GRACY_TEAM_SPACE hanbit
      _assign GRACY_VALUE Ownership
      _assign GRACY_STAKING_ACCOUNT "$GRACY_STAKING_ACCOUNT"
      _assign SLACK_SIGNING_SECRET "$(secret slack.signing_secret)"
      _assign SLACK_TEAM_ID T0HANBIT01
      _assign SLACK_USER_ID U0HB000002
      _assign SLACK_OTHER_USER_ID U0HB000003
      if program_runs slack; then _assign SLACK_URL "http://127.0.0.1:$SLACK_PORT"; fi
      _assign ALCHEMY_SIGNING_KEY "$(secret alchemy.signing_key)"
      _assign GRACY_DATABASE_URL "postgresql://gracy_owner:$(secret gracy_owner.password)@127.0.0.1:$DATABASE_PORT/gracy"
      _assign GRACY_RPC_URL "http://127.0.0.1:$CHAIN_PORT"
    } >"$run/demo.env.new"
  )
  mv -f "$run/demo.env.new" "$run/demo.env"
}

# Single quotes, so that a value is never read as anything else; the values hold none, and one that does is escaped.
_assign() { printf "%s='%s'\n" "$1" "${2//\'/\'\\\'\'}"; }

show_where_to_look() {
  local shown=${run#"$root"/}
  cat <<SHOW

Gracy ($GRACY_ENVIRONMENT) answers at
  http://127.0.0.1:$HTTP_PORT      https://127.0.0.1:$TLS_PORT (self-signed)
  docs     http://127.0.0.1:$HTTP_PORT/docs/
  metrics  http://127.0.0.1:$HTTP_PORT/metrics; of the worker at ports ${WORKER_JOBS_METRICS_PORT:-} (jobs), ${WORKER_STAKING_METRICS_PORT:-} (staking)
  logs     $shown/log/
  to try   $shown/demo.env (tokens, secrets, database), as conf/tour.md does

  . $shown/demo.env
  curl -H "Authorization: Bearer \$GRACY_MEMBER_TOKEN" -G --data-urlencode q=ㄱㅁㅅ "\$GRACY_URL/api/v1/members?limit=3"

SHOW
}
