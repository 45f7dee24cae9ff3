# shellcheck shell=bash
# The workspace that plays Slack for the demo. Needs database.sh, instance.sh, postgres.sh, secrets.sh, supervisor.sh and log.sh.

slack_team=T0HANBIT01

# slack_command: for supervisord, whose parser knows double quotes.
slack_command() {
  printf '"%s/tests/slack/run-workspace" --port %s --people %s --team %s --app-url http://127.0.0.1:%s --signing-secret-file %s --bot-token-file %s' \
    "$root" "$SLACK_PORT" "$VAR/slack/people.csv" "$slack_team" "$HTTP_PORT" "$SECRETS/slack.signing_secret" "$SECRETS/slack.bot_token"
}

# start_slack RELEASE: with the people who are in the demo's database now, and installed for their team space.
start_slack() {
  step "Starting the workspace that plays Slack"
  mkdir -p "$VAR/slack"
  owner_psql -At -v "team=$slack_team" -f "$root/sql/demo/slack_people.sql" </dev/null >"$VAR/slack/people.csv.new"
  mv -f "$VAR/slack/people.csv.new" "$VAR/slack/people.csv"
  start_program slack
  wait_for 30 "the Slack workspace" slack_answers || die "the Slack workspace does not answer; see $LOG/slack.log"
  secret slack.bot_token | worker_command "$1" slack connect hanbit --config "$CONF/worker.toml" ||
    warn "Gracy was not given the workspace's token: commands are answered, but forms do not open"
}

slack_answers() { curl --silent --fail --max-time 5 "http://127.0.0.1:$SLACK_PORT/control/state"; }

show_slack() {
  cat <<SHOW
Slack is played by http://127.0.0.1:$SLACK_PORT (its Web API is at /api/). Be 이지호 there:
  scripts/slack /kudos @seoyeon.park 배포를 함께 챙겨 줘서 고마워요 '#Ownership'
  scripts/slack home
  scripts/slack click '칭찬 보내기' && scripts/slack modal
  scripts/slack --as minseo.kim say general 안녕하세요
  scripts/slack --help

SHOW
}
