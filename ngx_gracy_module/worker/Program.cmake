# gracy-worker: the sidecar.
