# frozen_string_literal: true

bind "tcp://127.0.0.1:#{ENV.fetch("PORT")}"
# The hash holds Ruby's lock, so it is processes that use both cores.
workers Integer(ENV.fetch("BENCH_WORKERS", "2"))
threads 4, 4
quiet
log_requests false
