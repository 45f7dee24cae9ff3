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
  migrate_with "$new" || die "the migration of $new failed; $old goes on running"
  try_release "$new" || die "$new does not become ready beside $old, which goes on running (see $LOG/nginx.error.log)"
  if _run_release "$new"; then
    note_previous "$old"
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
  local old new
  old=$(previous_release)
  new=$(current_release)
  [[ -n $old && -d $APP/releases/$old ]] || die "there is no earlier release to go back to"
  step "Going back from $new to $old"
  try_release "$old" || die "$old does not become ready any more; $new goes on running (see $LOG/nginx.error.log)"
  if _run_release "$old"; then
    note_previous "$new"
    say "$old runs"
    return
  fi
  warn "$old is not healthy; going back to $new"
  _run_release "$new" || die "$new is not healthy either; see $LOG"
  die "the rollback was taken back; $new runs (see $LOG/nginx.error.log)"
}

# A release runs with its own templates, also one that is gone back to, and with the values that the instance has now.
_run_release() {
  local program
  render_release "$1" || return 1
  switch_release "$1"
  reload_nginx "$1" || return 1
  for program in worker-jobs worker-staking; do
    restart_worker "$program" || return 1
  done
}

# render_release NAME: all that it runs with, into its own folder.
render_release() {
  render_nginx "$1" && render_worker "$1"
}
