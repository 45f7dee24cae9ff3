# shellcheck shell=bash
# Changing the release of a running instance, and back when the new one is not healthy.
# Needs instance.sh, release.sh, nginx.sh, database.sh, supervisor.sh and log.sh.

# deploy_release NAME: database first (migrations expand, so that the old release goes on working), then nginx by a reload, then the worker.
deploy_release() {
  local new=$1 old
  old=$(current_release)
  if [[ $new == "$old" ]]; then
    say "$new is what runs already"
    return
  fi
  step "Deploying $new over $old"
  nginx_accepts "$new" || die "nginx does not accept $new; nothing was changed"
  migrate_with "$new" || die "the migration of $new failed; $old goes on running"
  if _run_release "$new"; then
    remove_old_releases
    say "$new runs"
    return
  fi
  warn "$new is not healthy; going back to $old"
  _run_release "$old" || die "$old is not healthy either; see $LOG"
  die "$new was rolled back; $old runs (see $LOG/nginx.error.log)"
}

# roll_back: to the release that ran before. Migrations stay: they are made so that the release before works with them.
roll_back() {
  local old
  old=$(previous_release)
  [[ -n $old && -d $APP/releases/$old ]] || die "there is no earlier release to go back to"
  step "Going back from $(current_release) to $old"
  nginx_accepts "$old" || die "nginx does not accept $old; nothing was changed"
  _run_release "$old" || die "$old is not healthy; see $LOG"
  say "$old runs"
}

_run_release() {
  local program
  switch_release "$1"
  reload_nginx "$1" || return 1
  for program in worker-jobs worker-staking; do
    restart_program "$program" || return 1
  done
}
