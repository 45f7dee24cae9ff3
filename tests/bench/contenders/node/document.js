// The document that an event is kept as; ngx_gracy_module/documents/document.hpp has the original.
"use strict";
const crypto = require("node:crypto");

const DAYS = 24 * 3600 * 1000;

function documentOf(body) {
  const { token, ...payload } = body;
  const received = new Date();
  return {
    _id: body.event_id, v: 1, kind: "event", team_id: body.team_id, api_app_id: body.api_app_id, channel: body.event.channel,
    user: body.event.user, type: body.event.type, ts: body.event.ts, event_time: new Date(body.event_time * 1000),
    received_at: received, expire_at: new Date(received.getTime() + 90 * DAYS),
    sha256: crypto.createHash("sha256").update(JSON.stringify(payload)).digest(), payload,
  };
}

module.exports = { documentOf };
