# shellcheck shell=bash
# Configuration templates: @NAME@ stands for the shell variable NAME. Needs log.sh.

# render TEMPLATE TARGET: the target appears whole or not at all; a name that has no variable is an error.
render() {
  local text name
  text=$(<"$1")
  while [[ $text =~ @([A-Z][A-Z0-9_]*)@ ]]; do
    name=${BASH_REMATCH[1]}
    [[ -v $name ]] || die "$1 asks for @$name@, and there is no such value"
    text=${text//"@$name@"/"${!name}"}
  done
  printf '%s\n' "$text" >"$2.new"
  mv -f "$2.new" "$2"
}
