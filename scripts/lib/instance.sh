# shellcheck shell=bash
# An instance is one environment of this checkout on this machine: where it keeps its files, and as whom its processes run. Needs log.sh.
#
# Two places:
#   run  .run (dev) or .run/<environment>: logs, ports, demo.env; links to the rest
#   VAR  /var/tmp/gracy-<uid>-<hash of the checkout's path>-<environment>: data, sockets, secrets, rendered configuration, the installed
#        build. It is apart because PostgreSQL and nginx's workers run as other users when root starts them, and a home folder may be closed
#        to those; and because a socket's path may have 107 bytes at most, while a checkout may lie deep.

# open_instance ENVIRONMENT: reads conf/env/<environment>.env and sets run, VAR, LOG, APP, the users, and the paths inside VAR.
open_instance() {
  local values="$root/conf/env/$1.env"
  [[ $1 =~ ^[a-z]+$ && -f $values ]] || die "there is no environment '$1'; there are: $(_environments)"
  set -a
  # shellcheck disable=SC1090
  . "$values"
  set +a
  preset=${GRACY_PRESET:-release}
  ROOT=$root
  run=${GRACY_RUN_DIR:-$root/$GRACY_STATE_DIR}
  VAR=/var/tmp/gracy-$EUID-$(printf '%s' "$run" | sha256sum | cut -c1-8)-$1
  _refuse_another_users_instance
  LOG=$run/log
  APP=$VAR/app
  SECRETS=$VAR/secrets
  SOCKETS=$VAR/sockets
  CONF=$VAR/conf
  if ((EUID == 0)); then
    SERVICE_USER=www-data DATABASE_USER=postgres
    NGINX_USER_DIRECTIVE="user $SERVICE_USER;"
  else
    SERVICE_USER=$(id -un) DATABASE_USER=$SERVICE_USER
    NGINX_USER_DIRECTIVE='' # nginx warns about the directive when it is not root
  fi
  RUNNING_USER=$(id -un)
  SUPERVISORD_USER=''
  if ((EUID == 0)); then SUPERVISORD_USER='user=root'; fi # said aloud, or supervisord warns
}

# Somebody else's has another VAR, so nothing of it would be found: neither that it runs, nor how to stop it.
_refuse_another_users_instance() {
  local place
  if place=$(readlink "$run/app") && place=${place%/app} && [[ -d $place && ! -O $place ]]; then
    die "$GRACY_ENVIRONMENT was begun by $(stat -c %U "$place"), and is theirs to run and to stop; call this script as that user"
  fi
  require_own "$root/.run" "$run"
}

# A build with sanitizers needs their runtime loaded before nginx, which has none of its own. GRACY_PRESET names the build tree to run.
set_program_environment() {
  # Nobody reads libmongoc's counters, and what a killed worker leaves of them in shared memory stays there.
  program_environment=(env "MONGOC_DISABLE_SHM=1")
  if [[ $preset == asan ]]; then
    mkdir -p "$VAR/asan"
    chmod 1777 "$VAR/asan"
    program_environment+=(
      "LD_PRELOAD=$(clang-19 -print-file-name=libclang_rt.asan-x86_64.so)"
      "ASAN_OPTIONS=detect_stack_use_after_return=0:log_path=$VAR/asan/report"
      "UBSAN_OPTIONS=print_stacktrace=1"
    )
  fi
  local setting text=''
  for setting in "${program_environment[@]:1}"; do text+="${text:+,}${setting%%=*}=\"${setting#*=}\""; done
  PROGRAM_ENVIRONMENT=$text
}

_environments() {
  local file names=()
  for file in "$root"/conf/env/*.env; do names+=("$(basename "$file" .env)"); done
  printf '%s' "${names[*]}"
}

# make_instance: its folders, each as open as its readers need it and no more.
make_instance() {
  mkdir -p "$LOG"
  if ! mkdir -m 711 "$VAR" 2>/dev/null; then
    [[ -d $VAR && ! -L $VAR && -O $VAR ]] || die "$VAR exists and is not ours"
  fi
  mkdir -p "$APP" "$CONF" "$SOCKETS" "$SECRETS" "$VAR/nginx" "$VAR/docs"
  chmod 711 "$VAR" "$SECRETS"
  chmod 755 "$APP" "$CONF" "$SOCKETS" "$VAR/nginx" "$VAR/docs"
  if ((EUID == 0)); then chown "$DATABASE_USER:" "$SOCKETS"; fi
  local name
  for name in app conf data docs secrets; do ln -sfn "$VAR/$name" "$run/$name"; done
  printf '%s\n' "$root" >"$VAR/checkout"
}

# lock_instance: one script at a time changes an instance. The lock is held until the script ends or gives it back.
lock_instance() {
  exec 9>"$run/lock"
  flock -n 9 && return
  say "waiting for another script that is busy with $GRACY_ENVIRONMENT (up to ten minutes)"
  flock -w 600 9 || die "another script has been busy with $VAR for ten minutes"
}

unlock_instance() { exec 9>&-; }

# remove_instance: everything that a run has made. The logs of the last run stay until the next one.
remove_instance() {
  [[ $VAR == /var/tmp/gracy-* ]] || die "refusing to remove $VAR"
  rm -rf -- "$VAR"
  rm -f -- "$run/demo.env" "$run"/{ports,model}.env "$run"/{app,conf,data,docs,secrets}
}

# pid_of FILE PATTERN: the process id in FILE when that process lives and its command line contains PATTERN.
pid_of() {
  local pid
  [[ -r $1 ]] || return 1
  read -r pid <"$1" || return 1
  [[ $pid =~ ^[0-9]+$ ]] || return 1
  command_line "$pid" | grep -qF -- "$2" && printf '%s\n' "$pid"
}

# gone PID: it has ended, even when nobody has collected its status yet (pid 1 of a container may not).
gone() { [[ ! -d /proc/$1 ]] || grep -qs '^State:[[:space:]]*Z' "/proc/$1/status"; }

# command_line PID: empty for a process that has ended.
command_line() { { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null || true; }
