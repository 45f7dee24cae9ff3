// Slack's own framework: checks the signature, stores the event in PostgreSQL with our statement, and answers then.
"use strict";
const { App, HTTPReceiver } = require("@slack/bolt");
const { BSON } = require("mongodb");
const { pool, statement } = require("./statements");
const { documentOf } = require("./document");

const storeEvent = statement("store_event");
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
