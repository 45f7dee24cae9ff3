# shellcheck shell=bash
# Releases of an instance. A release is a folder of its own under app/releases: the module, the worker, the templates of their configuration,
# and what was rendered from them (conf). nginx and the worker get all of it through the link app/current, which is replaced atomically. The
# .so has another path in each release, because a reload ignores a new file under an old name. Needs instance.sh, log.sh and supervisor.sh.

current_release() { basename "$(readlink "$APP/current" 2>/dev/null)" 2>/dev/null || true; }
previous_release() { basename "$(readlink "$APP/previous" 2>/dev/null)" 2>/dev/null || true; }

# add_release PREFIX: takes over what `cmake --install` wrote to PREFIX, and sets `release` to its name.
add_release() {
  local module worker folder
  module=$(_only_file "$1"/lib/gracy/ngx_gracy_module-*.so) || die "$1 does not hold exactly one module"
  worker=$1/bin/gracy-worker
  [[ -x $worker ]] || die "$1 holds no worker"
  [[ -f $1/share/gracy/conf/nginx.conf ]] || die "$1 holds no templates of a configuration"
  release=$(basename "$module" .so)
  release=${release#ngx_gracy_module-}-$(_content "$worker" "$1/share/gracy/conf" | cut -c1-8)
  folder=$APP/releases/$release
  [[ -d $folder ]] && return
  rm -rf "$folder.new"
  mkdir -p "$folder.new/lib" "$folder.new/bin" "$folder.new/etc"
  install -m 644 "$module" "$folder.new/lib/"
  install -m 755 "$worker" "$folder.new/bin/"
  cp -r "$1/share/gracy/conf" "$folder.new/templates"
  printf 'load_module %s;\n' "$folder/lib/$(basename "$module")" >"$folder.new/etc/load_module.conf"
  mv -T "$folder.new" "$folder"
}

# _content PATH...: one digest of all files.
_content() { find "$@" -type f -print0 | sort -z | xargs -0 cat | sha256sum; }

_only_file() {
  [[ $# == 1 && -f $1 ]] && printf '%s\n' "$1"
}

# templates_of NAME: of one that was made before releases had their own, this checkout's.
templates_of() {
  local folder=$APP/releases/$1/templates
  if [[ -d $folder ]]; then printf '%s\n' "$folder"; else printf '%s\n' "$root/conf"; fi
}

# switch_release NAME: from the next reload or start on, this is what runs, with the configuration that was rendered for it.
switch_release() {
  local file
  _link "releases/$1" "$APP/current"
  for file in nginx.conf worker.toml; do _link "$APP/current/conf/$file" "$CONF/$file"; done
}

# note_previous NAME: the release that scripts/rollback goes back to.
note_previous() { _link "releases/$1" "$APP/previous"; }

# `ln -sf` removes before it makes; a rename does not.
_link() {
  ln -sfn "$1" "$2.new"
  mv -fT "$2.new" "$2"
}

# remove_old_releases: all but the current one, the previous one, and those that some process still has mapped.
remove_old_releases() {
  local folder name
  for folder in "$APP"/releases/*/; do
    name=$(basename "$folder")
    [[ $name == "$(current_release)" || $name == "$(previous_release)" ]] && continue
    grep -qsF "$APP/releases/$name/" /proc/[0-9]*/maps || rm -rf "$folder"
  done
}
