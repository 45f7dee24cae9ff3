# shellcheck shell=bash
# FerretDB, which speaks MongoDB's protocol over SQLite: a real server for the tests, where there is no MongoDB. Needs log.sh.

readonly ferretdb_version=v1.24.0

# install_ferretdb FOLDER LOG: FOLDER/ferretdb, from its source; nothing when it is there. False without Go, or when Go could not.
install_ferretdb() {
  local folder=$1 log=$2
  [[ -x $folder/ferretdb ]] && return 0
  command -v go >/dev/null || return 1
  mkdir -p "$folder"
  logged "$log" _build_ferretdb "$folder" || return
  rm -rf "$folder/source"
}

# Not `go install`: the module lacks the file that says its version, and the program does not start without.
_build_ferretdb() {
  local folder=$1 module
  module=$(go mod download -json "github.com/FerretDB/FerretDB@$ferretdb_version" | jq -er .Dir) || return
  rm -rf "$folder/source"
  cp -r "$module" "$folder/source" || return
  chmod -R u+w "$folder/source"
  echo "$ferretdb_version" >"$folder/source/build/version/version.txt"
  (cd "$folder/source" && go build -mod=mod -o "$folder/ferretdb" ./cmd/ferretdb)
}
