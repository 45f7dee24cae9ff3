# shellcheck shell=bash
# The instance's nginx: its configuration, a trial of a release, a reload that is checked.
# Needs instance.sh, release.sh, supervisor.sh, template.sh and log.sh.

# test_nginx FILE: nginx's own test of a configuration.
test_nginx() {
  _set_nginx_command
  "${nginx_command[@]}" -t -q -c "$1"
}

_set_nginx_command() { nginx_command=("${program_environment[@]}" /usr/sbin/nginx -p "$VAR" -e "$LOG/nginx.error.log"); }

# render_nginx NAME: what that release runs with.
render_nginx() { _render_nginx "$1" "$APP/releases/$1/conf" "$VAR/nginx.pid"; }

_render_nginx() {
  local CONF=$2 LOAD_MODULE=$APP/releases/$1/etc/load_module.conf NGINX_PID=$3 file templates
  templates=$(templates_of "$1")
  mkdir -p "$CONF"
  for file in nginx http locations; do render "$templates/$file.conf" "$CONF/$file.conf"; done
}

# try_release NAME: starts that release beside the running one, on ports of its own, and asks it whether it is ready. Nothing that runs is
# touched: a release that crashes, or cannot reach the database, is found out here. Its nginx ends with the trial, also when that is cancelled.
try_release() {
  local HTTP_PORT TLS_PORT before status=0
  end_trial # of a deployment that was killed
  read -r HTTP_PORT TLS_PORT < <("$root/scripts/lib/free_ports.py" '' '')
  _render_nginx "$1" "$CONF/trial" "$VAR/nginx.trial.pid"
  test_nginx "$CONF/trial/nginx.conf" || return
  before=$(_log_size)
  trap end_trial EXIT
  trap 'exit 130' INT TERM HUP
  (exec "${nginx_command[@]}" -c "$CONF/trial/nginx.conf" -g 'daemon off;' </dev/null 8>&- 9>&-) &
  trial_pid=$!
  healthy "$before" || status=$?
  end_trial
  trap - EXIT INT TERM HUP
  return "$status"
}

# end_trial: the nginx that try_release has started, here or in a script that is no more.
end_trial() {
  local pid
  for pid in "${trial_pid:-}" "$(pid_of "$VAR/nginx.trial.pid" "$CONF/trial/nginx.conf")"; do
    [[ -n $pid ]] || continue
    kill -QUIT "$pid" 2>/dev/null || continue
    wait_for 10 "the trial's nginx to end" gone "$pid" || kill -TERM "$pid" 2>/dev/null || true
  done
  trial_pid=''
}

# rotate_nginx_logs: before nginx starts, as supervisord does for all other logs while they grow.
rotate_nginx_logs() {
  local log
  for log in "$LOG"/nginx.{access,error}.log; do
    if [[ -f $log && $(stat -c %s "$log") -gt 50000000 ]]; then mv -f "$log" "$log.1"; fi
  done
}

nginx_pid() { pid_of "$VAR/nginx.pid" nginx; }

# reload_nginx RELEASE: true when new worker processes, with that release's module mapped, answer.
reload_nginx() {
  local master before
  master=$(nginx_pid) || return 1
  before=$(_log_size)
  kill -HUP "$master"
  healthy "$before" && wait_for 5 "nginx's new workers" _workers_have "$master" "$1"
}

_workers_have() {
  local pid
  # shellcheck disable=SC2013 # words, not lines
  for pid in $(cat /proc/"$1"/task/*/children); do
    command_line "$pid" | grep -q 'worker process *$' || continue
    grep -qsF "$APP/releases/$2/" "/proc/$pid/maps" && return 0
  done
  return 1
}

ready() { curl --silent --fail --max-time 5 --output /dev/null "http://127.0.0.1:$HTTP_PORT/readyz"; }

# healthy LOG_SIZE: ready within twenty seconds, and for two seconds on end. A configuration that nginx refuses or a worker that crashes is
# seen at once in what the error log has got since it had LOG_SIZE bytes.
healthy() {
  local end=$((SECONDS + 20)) ready_until=''
  until [[ -n $ready_until ]] && ((SECONDS > ready_until)); do
    ((SECONDS < end)) || return 1
    if tail -c "+$(($1 + 1))" "$LOG/nginx.error.log" | grep -qE '\[emerg\]|exited on signal'; then return 1; fi
    if ready; then ready_until=${ready_until:-$((SECONDS + 2))}; else ready_until=''; fi
    sleep 0.1
  done
}

_log_size() { stat -c %s "$LOG/nginx.error.log"; }
