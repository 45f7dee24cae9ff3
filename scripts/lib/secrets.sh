# shellcheck shell=bash
# Secrets of an instance, made once: a file each, readable by the one user that needs it. Needs instance.sh.

make_secrets() {
  local name
  for name in gracy_app gracy_owner gracy_report; do
    _secret "$name.password" _letters 40
  done
  _secret module.key openssl rand -hex 32
  _secret slack.signing_secret openssl rand -hex 16
  _secret slack.token_key openssl rand -hex 32
  _secret slack.bot_token _bot_token
  _secret alchemy.signing_key _alchemy_key
  _secret admin.token _api_token
  _secret member.token _api_token
  _secret login.password _letters 20
  _make_certificate
}

secret() { cat "$SECRETS/$1"; }

# _secret NAME COMMAND...: the command's output becomes the file, without a trailing newline.
_secret() {
  local file=$SECRETS/$1 value
  shift
  if [[ ! -s $file ]]; then
    value=$("$@")
    (umask 077 && printf '%s' "$value" >"$file.new")
    mv "$file.new" "$file"
  fi
  _give_to_service "$file"
}

# The worker, which runs as the service user, reads its own files; nginx's master reads them before it gives up root.
_give_to_service() {
  chmod 600 "$1"
  if ((EUID == 0)); then chown "$SERVICE_USER:" "$1"; fi
}

# _letters COUNT: characters of [A-Za-z0-9], each equally likely.
_letters() {
  local text=''
  while ((${#text} < $1)); do
    text+=$(openssl rand 256 | LC_ALL=C tr -dc 'A-Za-z0-9')
  done
  printf '%s' "${text:0:$1}"
}

_bot_token() { printf 'xoxb-demo-%s' "$(_letters 24)"; }

_alchemy_key() { printf 'whsec_%s' "$(_letters 24)"; }

_api_token() { printf 'grc_live_%s_%s' "$(_letters 8)" "$(_letters 43)"; }

_make_certificate() {
  if [[ ! -s $VAR/tls.crt || ! -s $SECRETS/tls.key ]] || ! openssl x509 -in "$VAR/tls.crt" -checkend 604800 -noout >/dev/null; then
    (
      umask 077
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$SECRETS/tls.key" -out "$VAR/tls.crt" 2>/dev/null
    )
    chmod 644 "$VAR/tls.crt"
  fi
  chmod 600 "$SECRETS/tls.key"
}
