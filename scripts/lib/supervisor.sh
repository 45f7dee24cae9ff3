# shellcheck shell=bash
# The instance's supervisord, which owns all its processes. Needs instance.sh, ports.sh and log.sh.

supervisord_pid() { pid_of "$VAR/supervisord.pid" "$CONF/supervisord.conf"; }

supervisor() { /usr/bin/supervisorctl -c "$CONF/supervisord.conf" "$@"; }

start_supervisord() {
  supervisord_pid >/dev/null && return
  # Its lock descriptors are not for daemons.
  /usr/bin/supervisord -c "$CONF/supervisord.conf" 8>&- 9>&- </dev/null >"$LOG/supervisord.start.log" 2>&1 || {
    cat "$LOG/supervisord.start.log" >&2
    die "supervisord did not start"
  }
  wait_for 10 "supervisord" supervisord_pid
}

# start_program NAME: does nothing when it runs. supervisord says that a program has failed to start only by its state.
start_program() {
  program_runs "$1" || supervisor start "$1" >"$LOG/supervisorctl.log" 2>&1 || {
    cat "$LOG/supervisorctl.log" >&2
    _show_program_log "$1"
    die "$1 did not start"
  }
}

restart_program() {
  supervisor restart "$1" >"$LOG/supervisorctl.log" 2>&1 || {
    cat "$LOG/supervisorctl.log" >&2
    _show_program_log "$1"
    return 1
  }
}

# restart_worker NAME: true when it is on duty, for which every statement of its release has to be known to the database, and reads there.
restart_worker() {
  restart_program "$1" || return
  wait_for 30 "$1" _worker_works "$1" && return
  printf '%s runs, and does not work\n' "$1" >&2
  _show_program_log "$1"
  return 1
}

_worker_works() {
  local port=$WORKER_JOBS_METRICS_PORT page
  if [[ $1 == worker-staking ]]; then port=$WORKER_STAKING_METRICS_PORT; fi
  page=$(curl --silent --fail --max-time 5 "http://127.0.0.1:$port/metrics") &&
    grep -qx 'gracy_worker_database_answers 1' <<<"$page" && grep -qx "gracy_worker_duty_held{duty=\"${1#worker-}\"} 1" <<<"$page"
}

program_runs() { supervisor status "$1" 2>/dev/null | grep -q ' RUNNING '; }

_show_program_log() {
  printf 'the end of %s:\n' "$LOG/$1.log" >&2
  tail -n 30 "$LOG/$1.log" 2>/dev/null | sed 's/^/    /' >&2
}

# wait_for SECONDS WHAT COMMAND...: until the command succeeds; its output is dropped.
wait_for() {
  local seconds=$1 what=$2 end=$((SECONDS + $1)) said=$((SECONDS + 3))
  shift 2
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || return 1
    if ((SECONDS >= said)); then
      printf '    waiting for %s (up to %d s)\n' "$what" "$seconds"
      said=$((SECONDS + 10))
    fi
    sleep 0.1
  done
}
