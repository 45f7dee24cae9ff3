// Slack's own framework: checks the signature, stores the event in PostgreSQL, and answers then.
"use strict";
const { App, HTTPReceiver } = require("@slack/bolt");
const { BSON } = require("mongodb");
const { pool } = require("./statements");
const { documentOf } = require("./document");

const storeEvent = (values) => ({
  name: "store_event", values,
  text: `insert into gracy.event_log (event_id, kind, team_id, type, event_ts, received_at, expire_at, document)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (event_id) do nothing`,
});
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET, endpoints: ["/slack/events"], processBeforeResponse: true,
});
const app = new App({
  receiver, ignoreSelf: false, tokenVerificationEnabled: false, authorize: async () => ({ botToken: "xoxb-nobody", botId: "B0" }),
});

app.event("message", async ({ body }) => {
  const document = documentOf(body);
  await pool.query(storeEvent([document._id, document.kind, document.team_id, document.type, document.ts, document.received_at,
    document.expire_at, Buffer.from(BSON.serialize(document))]));
});

receiver.start({ host: "127.0.0.1", port: Number(process.env.PORT) });
