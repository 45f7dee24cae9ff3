# shellcheck shell=bash
# The chain that the demo's staking history comes from. Needs build.sh, instance.sh, postgres.sh and log.sh.

# prepare_chain: anvil from npm where npm is, the recorded chain otherwise.
prepare_chain() {
  install_node_modules "$root/contracts" "$LOG/npm-contracts.log" ||
    say "    nothing from npm: a recorded chain is served instead of anvil"
  mkdir -p "$VAR/chain"
  read_chain
}

# read_chain: sets GRACY_CHAIN_ID, GRACY_STAKING_CONTRACT and the like.
read_chain() {
  local facts
  facts=$("$root/contracts/run-chain" --print-env) || die "contracts/run-chain does not say what its chain is"
  # shellcheck disable=SC1091
  . /dev/stdin <<<"$facts"
}

# chain_command: for supervisord, whose parser knows double quotes.
chain_command() {
  printf '"%s/contracts/run-chain" --port %s --providers-port %s --state-dir %s --webhook-url http://127.0.0.1:%s/staking/webhooks/alchemy --webhook-key-file %s' \
    "$root" "$CHAIN_PORT" "$PROVIDERS_PORT" "$VAR/chain" "$HTTP_PORT" "$SECRETS/alchemy.signing_key"
}

chain_answers() {
  curl --silent --fail --max-time 5 -H 'content-type: application/json' \
    -d '{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber","params":[]}' "http://127.0.0.1:$CHAIN_PORT/" | grep -q '"result"'
}

# What is on the chain already is in the database too: the worker's first look at it has ended.
history_is_recorded() { [[ $(owner_psql -At -c 'select exists (select from gracy.staking_event)') == t ]]; }
