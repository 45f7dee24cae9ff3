# shellcheck shell=bash
# Free loopback ports, recorded so that a second run answers at the same addresses. Needs instance.sh and log.sh.

# choose_ports: sets HTTP_PORT, TLS_PORT, DATABASE_PORT, CHAIN_PORT, PROVIDERS_PORT, SLACK_PORT, MODEL_PORT and the ports of the worker's metrics.
# GRACY_PORT and GRACY_TLS_PORT are binding; a recorded port that somebody else has taken meanwhile is replaced.
choose_ports() {
  local ports
  read_ports
  ports=$("$root/scripts/lib/free_ports.py" \
    "${GRACY_PORT:+=}${GRACY_PORT:-${HTTP_PORT:-}}" "${GRACY_TLS_PORT:+=}${GRACY_TLS_PORT:-${TLS_PORT:-}}" \
    "${DATABASE_PORT:-}" "${CHAIN_PORT:-}" "${PROVIDERS_PORT:-}" "${SLACK_PORT:-}" "${MODEL_PORT:-}" \
    "${WORKER_JOBS_METRICS_PORT:-}" "${WORKER_STAKING_METRICS_PORT:-}") || die "no ports to listen on"
  read -r HTTP_PORT TLS_PORT DATABASE_PORT CHAIN_PORT PROVIDERS_PORT SLACK_PORT MODEL_PORT WORKER_JOBS_METRICS_PORT WORKER_STAKING_METRICS_PORT <<<"$ports"
  printf '%s=%s\n' HTTP_PORT "$HTTP_PORT" TLS_PORT "$TLS_PORT" DATABASE_PORT "$DATABASE_PORT" CHAIN_PORT "$CHAIN_PORT" \
    PROVIDERS_PORT "$PROVIDERS_PORT" SLACK_PORT "$SLACK_PORT" MODEL_PORT "$MODEL_PORT" WORKER_JOBS_METRICS_PORT "$WORKER_JOBS_METRICS_PORT" \
    WORKER_STAKING_METRICS_PORT "$WORKER_STAKING_METRICS_PORT" >"$run/ports.env"
}

# read_ports: those of the last start, if there was one.
read_ports() {
  # shellcheck disable=SC1091
  if [[ -f $run/ports.env ]]; then
    . "$run/ports.env"
    # An instance that was started before these existed has none recorded.
    : "${PROVIDERS_PORT:=8546}" "${MODEL_PORT:=8547}" "${WORKER_JOBS_METRICS_PORT:=9464}" "${WORKER_STAKING_METRICS_PORT:=9465}"
  fi
}
