# shellcheck shell=bash
# Stops an instance by its process ids, and leaves nothing of it behind. Needs instance.sh, supervisor.sh and log.sh.

# stop_instance: true when something ran. supervisord stops nginx first and PostgreSQL last.
stop_instance() {
  local pid any=1
  if pid=$(supervisord_pid); then
    any=0
    say "stopping $GRACY_ENVIRONMENT (supervisord $pid)"
    kill -TERM "$pid"
    if ! wait_for 260 "supervisord $pid to end" gone "$pid"; then # every program's stopwaitsecs, one after another
      warn "supervisord $pid did not end in time; it is killed"
      kill -KILL "$pid" 2>/dev/null || true
    fi
  fi
  # What a killed supervisord has left.
  local stray
  for stray in $(_strays); do
    any=0
    say "stopping a process that was left behind: $stray ($(command_line "$stray" | cut -c1-80))"
    _end "$stray"
  done
  if _end_orphans; then any=0; fi
  rm -f "$VAR/supervisord.pid" "$VAR/supervisor.sock"
  return "$any"
}

# nginx's workers outlive a master process that was killed. They are what is left of its process group (see become_nginx).
_end_orphans() {
  local master
  read -r master 2>/dev/null <"$VAR/nginx.pid" || return 1
  [[ $master =~ ^[0-9]+$ && ! -d /proc/$master ]] && kill -QUIT -- "-$master" 2>/dev/null || return 1
  say "nginx's workers were left behind by their master process $master; they finish"
  wait_for 85 "nginx's workers to end" _group_gone "$master" || kill -KILL -- "-$master" 2>/dev/null || true
}

_group_gone() { ! kill -0 -- "-$1" 2>/dev/null; }

# Main processes whose command line names a file of this instance. (Their children's do not, and end with them.)
_strays() {
  local folder pid
  for folder in /proc/[0-9]*; do
    pid=${folder#/proc/}
    [[ $pid == "$$" || $pid == "$BASHPID" ]] && continue
    case $(command_line "$pid") in
      *"/bin/postgres -D $VAR/data"* | *"nginx: master process"*" -p $VAR "* | *"$APP/current/bin/gracy-worker "* | *"run-chain"*"$VAR/chain"* | *"run-workspace"*"$VAR/slack"* | *"run-model"*"$VAR/model"*) printf '%s\n' "$pid" ;;
    esac
  done
}

# PostgreSQL's INT and nginx's QUIT are their orderly ways to end; TERM is everybody else's.
_end() {
  local signal=TERM
  case $(command_line "$1") in
    *postgres*) signal=INT ;;
    *nginx*) signal=QUIT ;;
  esac
  kill "-$signal" "$1" 2>/dev/null || return 0
  wait_for 85 "process $1 to end" gone "$1" || kill -KILL "$1" 2>/dev/null || true
}
