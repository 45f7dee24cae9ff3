# shellcheck shell=bash
# The language model that the demo's assistant asks: somebody's server, the demo's own that understands nothing, or none. What was chosen
# is kept for later runs in the instance's model.env. Needs database.sh, instance.sh, release.sh, secrets.sh, supervisor.sh and log.sh.

# choose_model WISH KEY_FILE: "demo", "none", an address with or without ",MODEL", or empty for what was chosen before.
choose_model() {
  local wish=$1 key_file=$2
  if [[ -z $wish ]]; then
    [[ -z $key_file ]] || die "--model-key belongs to --model"
    return
  fi
  [[ $wish =~ ^(demo|none|https?://[^\"\\,[:space:]]+(,[^\"\\,[:space:]]+)?)$ ]] || die "--model: $wish is no address of a server"
  rm -f "$SECRETS/model.key"
  if [[ -n $key_file ]]; then _secret model.key cat "$key_file"; fi
  printf 'MODEL=%q\n' "$wish" >"$run/model.env"
}

# require_model_program WISH: supervisord knows the programs that it was started with.
require_model_program() {
  if [[ $1 == demo ]] && ! grep -q '^\[program:model\]' "$CONF/supervisord.conf"; then
    die "this instance was started before it could have a model: scripts/stop, then scripts/run --model-demo"
  fi
}

_read_model() {
  MODEL=none
  # shellcheck disable=SC1091
  if [[ -f $run/model.env ]]; then . "$run/model.env"; fi
}

# assistant_servers: the section of worker.toml.
assistant_servers() {
  _read_model
  case $MODEL in
    none) ;;
    demo) _server "http://127.0.0.1:$MODEL_PORT/v1" gracy-demo ;;
    *,*) _server "${MODEL%%,*}" "${MODEL#*,}" ;;
    *) _server "$MODEL" default ;;
  esac
}

_server() {
  printf '\n[assistant.servers.chosen]\nbase_url = "%s"\nmodel = "%s"\n' "${1%/}" "$2"
  if [[ -s $SECRETS/model.key ]]; then printf 'key_file = "%s/model.key"\n' "$SECRETS"; fi
}

# model_command: for supervisord, whose parser knows double quotes. The name is for whoever looks for what an instance has left behind.
model_command() { printf '"%s/tests/assistant/run-model" --port %s --name "%s/model"' "$root" "$MODEL_PORT" "$VAR"; }

# start_model: the demo's, where it was chosen; else it is not left running.
start_model() {
  _read_model
  if [[ $MODEL == demo ]]; then
    start_program model
  elif program_runs model; then
    supervisor stop model >"$LOG/supervisorctl.log" 2>&1
  fi
}

# change_model: of a running instance, whose worker reads it when it starts.
change_model() {
  render_worker "$(current_release)"
  restart_worker worker-jobs || die "the worker does not start; see $LOG/worker-jobs.log"
}

show_model() {
  _read_model
  if [[ $MODEL == demo ]]; then
    cat <<SHOW
Questions to the assistant are answered by a model that understands nothing. To see what they are without it:
  supervisorctl -c ${run#"$root"/}/conf/supervisord.conf stop model

SHOW
  elif [[ $MODEL != none ]]; then
    printf 'Questions to the assistant are answered by %s.\n\n' "${MODEL%%,*}"
  fi
}
