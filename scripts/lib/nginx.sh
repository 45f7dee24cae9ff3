# shellcheck shell=bash
# The instance's nginx: its configuration test, a reload that is checked, and whether it is healthy.
# Needs instance.sh, supervisor.sh and log.sh.

nginx_command() { "${program_environment[@]}" /usr/sbin/nginx -p "$VAR" -e "$LOG/nginx.error.log" "$@"; }

# nginx_accepts RELEASE: the configuration as it would be with that release, before anything is changed.
nginx_accepts() {
  local candidate=$CONF/nginx.candidate.conf status=0
  sed "s#^include $APP/etc/load_module.conf;#include $APP/releases/$1/etc/load_module.conf;#" "$CONF/nginx.conf" >"$candidate"
  nginx_command -t -q -c "$candidate" || status=$?
  rm -f "$candidate"
  return "$status"
}

nginx_pid() { pid_of "$VAR/nginx.pid" nginx; }

# reload_nginx RELEASE: true when new worker processes, with that release's module mapped, answer.
reload_nginx() {
  local master
  master=$(nginx_pid) || return 1
  kill -HUP "$master"
  wait_for 20 "nginx's new workers" _workers_have "$master" "$1" && healthy
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

# healthy: ready within twenty seconds, and for two seconds on end: a worker that dies and is started again does not pass.
healthy() {
  local end
  wait_for 20 "/readyz" ready || return 1
  end=$((SECONDS + 2))
  while ((SECONDS <= end)); do
    ready || return 1
    sleep 0.2
  done
}
