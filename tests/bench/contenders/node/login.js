// The login on node's own HTTP server; the hash runs on libuv's thread pool.
"use strict";
const crypto = require("node:crypto");
const http = require("node:http");
const argon2 = require("@node-rs/argon2");
const { pool, statement } = require("./statements");

const findLogin = statement("find_login");
const openSession = statement("open_session");
const recordLoginFailure = statement("record_login_failure");

async function login(request, body) {
  const { team_space: slug, email, password } = JSON.parse(body);
  const { rows: found } = await pool.query(findLogin([slug, email]));
  const refused = [401, { code: "invalid_credentials" }];
  if (found.length === 0 || found[0][2] === null || found[0][3] !== "active" || found[0][4] !== null) return refused;
  const [teamSpace, member, hash] = found[0];
  if (!(await argon2.verify(hash, password))) {
    await pool.query(recordLoginFailure([teamSpace, email]));
    return refused;
  }
  const token = "grs_" + crypto.randomBytes(32).toString("base64url");
  const digest = crypto.createHash("sha256").update(token).digest();
  const values = [teamSpace, member, digest, 43200, 1209600, request.socket.remoteAddress, request.headers["user-agent"], null,
                  hash];
  const { rows: opened } = await pool.query(openSession(values));
  return opened[0][0] === "ok" ? [200, { token, expires_at: opened[0][1] }] : refused;
}

http.createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", async () => {
    let status, document;
    try {
      [status, document] = await login(request, Buffer.concat(parts).toString());
    } catch (error) {
      console.error(error);
      [status, document] = [500, { code: "internal" }];
    }
    const body = JSON.stringify(document);
    response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
    response.end(body);
  });
}).listen(Number(process.env.PORT), "127.0.0.1");
