# shellcheck shell=bash
# Builds a tree, and fetches what comes from npm. Needs instance.sh and log.sh.

# lock_checkout: one script at a time builds in a checkout (several environments may be starting). Held until unlock_checkout.
lock_checkout() {
  require_own "$root/.run"
  mkdir -p "$root/.run"
  exec 8>"$root/.run/build.lock"
  flock -n 8 && return
  say "waiting for another script that builds in this checkout (up to an hour)"
  flock -w 3600 8 || die "another script has been building for an hour"
}

unlock_checkout() { exec 8>&-; }

# build_tree PRESET LOG [TARGET...]: build/<preset>, as CMakePresets.json says.
build_tree() {
  local preset=$1 log=$2
  shift 2
  # Objects are found again from another clone of the same sources.
  export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
  cd "$root" || return
  if [[ ! -f build/$preset/build.ninja ]]; then
    logged "$log.configure" cmake --preset "$preset" || return
  fi
  with_progress "$log" '^\[[0-9]+/[0-9]+\]' cmake --build "build/$preset" --parallel "$(nproc)" ${1:+--target "$@"}
}

# install_build PRESET PREFIX: what is deployed of a tree.
install_build() {
  rm -rf "$2"
  logged "$LOG/install.log" cmake --install "$root/build/$1" --prefix "$2"
}

# install_node_modules FOLDER LOG: what its lock file says; nothing when that is there already. False without npm, or when npm
# could not.
install_node_modules() {
  local folder=$1 log=$2 done_for=$1/node_modules/.gracy-lock
  command -v npm >/dev/null || return 1
  cmp -s "$folder/package-lock.json" "$done_for" && return 0
  # Not `npm ci`: it refuses a lock file that lacks other platforms' optional packages, and some of anvil's cannot be had.
  (cd "$folder" && logged "$log" npm install --no-save --ignore-scripts --no-fund --no-audit --loglevel=error) || return
  cp "$folder/package-lock.json" "$done_for"
}
