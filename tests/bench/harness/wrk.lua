-- Prints what a run found as one line of JSON, after wrk's own report.
-- BENCH_METHOD, BENCH_BODY and BENCH_HEADERS (one a line) say what is asked; BENCH_VARIANTS has bodies with headers of
-- their own, one a line with tabs between, which take turns. With BENCH_SIGNING_SECRET each body is numbered and signed.
-- BENCH_PAUSE_MS is how long a connection pauses before a request, on average.
wrk.method = os.getenv("BENCH_METHOD") or "GET"
wrk.body = os.getenv("BENCH_BODY")
for name, value in (os.getenv("BENCH_HEADERS") or ""):gmatch("([^:\n]+): ([^\n]*)") do
  wrk.headers[name] = value
end

local variants = {}
for line in (os.getenv("BENCH_VARIANTS") or ""):gmatch("[^\n]+") do
  local headers = {}
  for name, value in pairs(wrk.headers) do headers[name] = value end
  local body = line:match("^[^\t]*")
  for name, value in line:gmatch("\t([^:\t]+): ([^\t]*)") do headers[name] = value end
  variants[#variants + 1] = {headers = headers, body = body}
end
if #variants > 0 then
  local turn = 0
  function request()
    turn = turn % #variants + 1
    return wrk.format(wrk.method, nil, variants[turn].headers, variants[turn].body)
  end
end

-- Slack's signature (docs.slack.dev, Verifying requests from Slack): wrk is linked with OpenSSL, so its HMAC is at hand.
local secret = os.getenv("BENCH_SIGNING_SECRET")
if secret then
  local ffi = require("ffi")
  ffi.cdef[[
    const void *EVP_sha256(void);
    unsigned char *HMAC(const void *md, const void *key, int key_len, const unsigned char *d, size_t n, unsigned char *md_out, unsigned int *md_len);
  ]]
  local digest, length = ffi.new("unsigned char[64]"), ffi.new("unsigned int[1]")
  local bodies = {}
  for _, variant in ipairs(variants) do bodies[#bodies + 1] = variant.body end
  if #bodies == 0 then bodies[1] = wrk.body end
  local run, number = os.getenv("BENCH_RUN"), 0
  function request()
    number = number + 1
    local first, last = bodies[number % #bodies + 1]:match("^(.*)@ID@(.*)$")
    local body = first .. run .. number .. last
    local timestamp = tostring(os.time())
    local signed = "v0:" .. timestamp .. ":" .. body
    ffi.C.HMAC(ffi.C.EVP_sha256(), secret, #secret, signed, #signed, digest, length)
    local hex = {}
    for place = 0, 31 do hex[#hex + 1] = string.format("%02x", digest[place]) end
    wrk.headers["X-Slack-Request-Timestamp"] = timestamp
    wrk.headers["X-Slack-Signature"] = "v0=" .. table.concat(hex)
    return wrk.format(wrk.method, nil, wrk.headers, body)
  end
end

local pause = tonumber(os.getenv("BENCH_PAUSE_MS"))
if pause then
  math.randomseed(os.time())
  -- Independent of each other, as people are: exponential pauses.
  function delay()
    return math.floor(-pause * math.log(1 - math.random()) + 0.5)
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'gracy {"requests": %d, "seconds": %.6f, "p50_ms": %.4f, "p99_ms": %.4f, "failed": %d, "refused": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.timeout, errors.status))
end
