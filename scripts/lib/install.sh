# shellcheck shell=bash
# Installs what is missing from Debian, and leaves the machine's own services as they were: nothing that is installed here is started,
# and a PostgreSQL or nginx that was there before goes on undisturbed.
# Needs log.sh and packages.sh.

# A root shell that `su` without `-` has opened lacks these folders, and dpkg refuses to work without its programs there.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

readonly _policy=/usr/sbin/policy-rc.d
readonly _policy_mark='# Left by the gracy scripts while packages are installed; safe to remove.'
readonly _no_cluster=/etc/postgresql-common/createcluster.d/gracy-install.conf

# install_packages LOG PACKAGE...: a second call with the same packages does nothing and needs no network.
install_packages() {
  local log=$1 missing
  shift
  mapfile -t missing < <(_missing_packages "$@")
  if ((${#missing[@]})); then
    step "Installing ${#missing[@]} Debian packages (log: $log)"
    _as_root true || die "installing needs root or sudo; ask an administrator for: apt-get install --no-install-recommends ${missing[*]}"
    ( # A subshell, so that its trap undoes the preparations whatever happens.
      trap _allow_services EXIT
      trap 'exit 130' INT TERM HUP
      _hold_services && _install_missing "$log" "${missing[@]}" && _disable_new_services "${missing[@]}"
    ) || die "the packages could not be installed; see $log"
  fi
  _check_nginx_abi
}

_missing_packages() {
  local installed package
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
  for package in "$@"; do
    grep -qxF "$package" <<<"$installed" || printf '%s\n' "$package"
  done | sort -u
}

_as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    command -v sudo >/dev/null && sudo "$@"
  fi
}

_install_missing() {
  local log=$1
  local -a apt=(env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 LC_ALL=C.UTF-8
    apt-get -y -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 -o APT::Color=0
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold)
  shift
  with_progress "$log.update" '^(Get|Hit):' _as_root "${apt[@]}" update ||
    warn "the package lists could not be refreshed; trying with the ones that are here"
  with_progress "$log" '^(Get:|Unpacking|Setting up)' _as_root "${apt[@]}" install --no-install-recommends "$@"
}

# Debian's way of saying "install, but start nothing" is policy-rc.d; one that the administrator has put there stays as it is.
# postgresql-15 would also make a cluster of its own, which nobody asked for.
_hold_services() {
  if [[ ! -e $_policy ]]; then
    printf '#!/bin/sh\n%s\nexit 101\n' "$_policy_mark" | _as_root tee "$_policy" >/dev/null
    _as_root chmod 755 "$_policy"
  fi
  _as_root mkdir -p "${_no_cluster%/*}"
  echo 'create_main_cluster = false' | _as_root tee "$_no_cluster" >/dev/null
}

_allow_services() {
  if grep -qsxF "$_policy_mark" "$_policy"; then _as_root rm -f "$_policy"; fi
  _as_root rm -f "$_no_cluster"
  _as_root rmdir --ignore-fail-on-non-empty "${_no_cluster%/*}"
}

# A service that came with our packages must not appear at the next boot either. One that was there before is not in MISSING.
_disable_new_services() {
  local package
  for package in "$@"; do
    case $package in
      nginx | supervisor | prometheus)
        _as_root deb-systemd-helper disable "$package.service" >/dev/null 2>&1 || true
        _as_root update-rc.d "$package" disable >/dev/null 2>&1 || true
        ;;
    esac
  done
}

# Debian numbers the interface between nginx and its modules; another number means a module that must not be loaded.
_check_nginx_abi() {
  local provides
  provides=$(dpkg-query -W -f '${Provides}' nginx 2>/dev/null) || return 0 # not installed: somebody else's nginx is not our business
  [[ " ${provides//,/ } " == *" $nginx_abi "* ]] ||
    die "the installed nginx is not Debian 12's: it does not provide $nginx_abi (it provides: ${provides:-nothing})"
}
