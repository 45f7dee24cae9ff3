# shellcheck shell=bash
# What the scripts say to people: plain lines on standard output, trouble on standard error.

say() { printf '%s\n' "$*"; }

step() { printf '==> %s\n' "$*"; }

warn() { printf 'warning: %s\n' "$*" >&2; }

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# require_own FOLDER...: what another user's scripts have made cannot be written to.
require_own() {
  local folder
  for folder in "$@"; do
    if [[ -d $folder && ! -w $folder ]]; then
      die "$folder belongs to $(stat -c %U "$folder"), who has run these scripts here; call them as that user"
    fi
  done
}

# logged LOG COMMAND...: runs a command quietly; its output goes to LOG, and the end of it is shown when it fails.
logged() {
  local log=$1 status=0
  shift
  "$@" >"$log" 2>&1 </dev/null || status=$?
  ((status == 0)) && return 0
  _show_failure "$log" "$status" "$@"
}

# with_progress LOG PATTERN COMMAND...: as `logged`, and lines that match the extended regular expression PATTERN are shown: on
# a terminal in one line that is rewritten, elsewhere one every twenty seconds.
with_progress() {
  local log=$1 pattern=$2 status=0
  shift 2
  "$@" 2>&1 </dev/null | _show_progress "$log" "$pattern" || status=$?
  ((status == 0)) && return 0
  _show_failure "$log" "$status" "$@"
}

_show_progress() {
  local log=$1 pattern=$2 line next=$((SECONDS + 20))
  while IFS= read -r line; do
    printf '%s\n' "$line" >&3
    [[ $line =~ $pattern ]] || continue
    if [[ -t 1 ]]; then
      printf '\r\033[K    %.100s' "$line"
    elif ((SECONDS >= next)); then
      printf '    %.100s\n' "$line"
      next=$((SECONDS + 20))
    fi
  done 3>"$log"
  if [[ -t 1 ]]; then printf '\r\033[K'; fi
}

_show_failure() {
  local log=$1 status=$2
  shift 2
  printf 'failed (exit status %d): %s\n' "$status" "$*" >&2
  tail -n 40 "$log" | sed 's/^/    /' >&2
  printf 'the whole output is in %s\n' "$log" >&2
  return "$status"
}
