# shellcheck shell=bash
# Debian packages, by what they are for. Only names of Debian 12 itself; install.sh installs what is missing.

# To build the module and the worker.
build_packages=(
  clang-19            # the compiler; it brings libstdc++ 12 and the C library's headers
  lld-19              # its linker
  llvm-19             # llvm-ar, llvm-nm, llvm-symbolizer
  ccache              # a second tree or a fresh clone builds in a fraction of the time
  cmake
  ninja-build
  pkgconf
  make                # nginx's own ./configure
  python3             # embeds the SQL files
  nginx-dev           # nginx's headers and Debian's configure flags
  libpq-dev           # PostgreSQL client
  libbson-dev         # the event log's documents
  libjansson-dev      # JSON from outside
  libcmocka-dev       # unit tests
  libsodium-dev       # argon2id, random numbers
  libssl-dev          # HMAC, digests
  libfmt-dev
  libutf8proc-dev     # Unicode normalisation
  libstemmer-dev      # English stems, for the search in policies
  libcrypto++-dev     # Keccak-256
  libsecp256k1-dev    # whose key has signed a text
  zlib1g-dev          # compressed deliveries of webhooks
  libuv1-dev          # the worker's loop
  libcurl4-openssl-dev # the worker's HTTP client
  libmongoc-dev       # the worker's MongoDB reader
  libtomlplusplus-dev # the worker's configuration
)

# To run the demo.
run_packages=(
  nginx               # the plain binary, 1.22.1; the module is built for its ABI
  postgresql-15
  supervisor
  openssl             # the self-signed certificate
  curl                # readiness checks
  jq                  # the tour, conf/tour.md
  util-linux          # setpriv, flock
)

# To run the workspace that plays Slack.
slack_packages=(
  python3-cryptography # id_tokens are signed
  tzdata
)

# To run the tests.
test_packages=(
  libclang-rt-19-dev  # sanitizers and libFuzzer
  clang-format-19
  g++-12              # only to prove that it is refused
  binutils            # nm, readelf
  postgresql-15-pgtap
  perl                # pg_prove's TAP harness
  python3-pytest
  python3-hypothesis  # property tests
  python3-pytest-xdist # the end-to-end tests run in three processes
  python3-aiosmtpd    # the mail relay that the worker sends to
  python3-psycopg2
  python3-pycryptodome # Keccak-256 of the mock chain
  python3-pymongo     # looks into a real MongoDB, beside the client under test
  python3-yaml
  prometheus          # promtool: alert rules are checked and fired
  python3-jsonschema  # answers are checked against the OpenAPI document
  chromium            # pictures of Block Kit
  fonts-noto-cjk
  fonts-noto-color-emoji
  shellcheck
  wrk                 # load during reloads
  procps
)

# To run the benchmarks: what Gracy is measured against.
bench_packages=(
  wrk
  apache2-bin
  apache2-dev         # apxs
  gcc                 # what apxs compiles with
  libpq-dev
  libsodium-dev
  libjansson-dev
  gunicorn
  python3-django
  python3-flask
  python3-psycopg2
  python3-nacl        # libsodium for Python
  python3-pycryptodome # Keccak-256 of the mock chain
  python3-matplotlib  # the plots
  ruby
  ruby-sinatra
  ruby-pg
  ruby-rbnacl         # libsodium for Ruby
  puma
)

# The ABI that the module is built for; Debian writes it into the packages themselves.
nginx_abi=nginx-abi-1.22.1-7
