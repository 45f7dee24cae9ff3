// The least that Node.js can do: checks the signature, inserts with the official driver for a majority, and answers then.
"use strict";
const crypto = require("node:crypto");
const http = require("node:http");
const fs = require("node:fs");
const { MongoClient } = require("mongodb");
const { documentOf } = require("./document");

const secret = process.env.SLACK_SIGNING_SECRET;
const client = new MongoClient(process.env.MONGODB_URL, {
  auth: { username: "gracy", password: fs.readFileSync(process.env.MONGODB_PASSWORD_FILE, "utf8").trim() },
  writeConcern: { w: "majority" }, maxPoolSize: Number(process.env.BENCH_POOL ?? 16),
});
const log = client.db("gracy").collection("event_log");

function authentic(headers, body) {
  const timestamp = headers["x-slack-request-timestamp"];
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) < 300)) return false;
  const expected = Buffer.from("v0=" + crypto.createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex"));
  const given = Buffer.from(headers["x-slack-signature"] ?? "");
  return given.length === expected.length && crypto.timingSafeEqual(given, expected);
}

async function store(body) {
  try {
    await log.insertOne(documentOf(JSON.parse(body)));
  } catch (error) {
    if (error.code !== 11000) throw error; // Slack has sent it twice.
  }
}

const server = http.createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const body = Buffer.concat(parts);
    if (!authentic(request.headers, body)) return response.writeHead(401).end();
    store(body).then(() => response.writeHead(200).end(), () => response.writeHead(503).end());
  });
});
client.connect().then(() => server.listen(Number(process.env.PORT), "127.0.0.1"));
