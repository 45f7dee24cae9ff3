// Slack's own client against the fake: web_api.js SCENARIO API_URL. Ends with an error where something is not as the SDK knows it from Slack.
import assert from "node:assert/strict";
import slack from "@slack/web-api";

const { ErrorCode, LogLevel, WebClient, retryPolicies } = slack;
const [scenario, slackApiUrl] = process.argv.slice(2);
const token = "xoxb-hanbit-bot";
const options = { slackApiUrl, logLevel: LogLevel.ERROR };
const client = new WebClient(token, options);
const channel = "C0HANBIT01";
const modal = (title) => ({ type: "modal", title: { type: "plain_text", text: title }, blocks: [] });
const control = (path, body) =>
  fetch(slackApiUrl.replace("/api/", `/control/${path}`), {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  }).then((answer) => answer.json());
const code = (address) => new URL(address).searchParams.get("code");
async function agree(path, query) {
  const search = new URLSearchParams({ client_id: "1234567890.9876543210", decision: "allow", user: "U0HB000002", ...query });
  const answer = await fetch(slackApiUrl.replace("/api/", `/${path}?${search}`), { redirect: "manual" });
  return code(answer.headers.get("location"));
}
const credentials = { client_id: "1234567890.9876543210", client_secret: "0123456789abcdef0123456789abcdef" };
const redirect_uri = "https://gracy.example/back";

const scenarios = {
  async messages() {
    const posted = await client.chat.postMessage({ channel, text: "안녕 😊", blocks: [{ type: "divider" }] });
    assert.equal(posted.message.text, "안녕 😊");
    await client.chat.update({ channel, ts: posted.ts, text: "changed" });
    await client.reactions.add({ channel, timestamp: posted.ts, name: "tada" });
    const history = await client.conversations.history({ channel });
    assert.equal(history.messages[0].text, "changed");
    assert.equal(history.messages[0].reactions[0].name, "tada");
    await client.chat.delete({ channel, ts: posted.ts });
    await assert.rejects(client.chat.postMessage({ channel: "U0HB000002", blocks: [{ type: "shout" }], text: "x" }), (error) => {
      assert.equal(error.code, ErrorCode.PlatformError);
      assert.equal(error.data.error, "invalid_blocks");
      assert.match(error.data.response_metadata.messages[0], /json-pointer:\/blocks\/0\/type/);
      return true;
    });
  },
  async pages() {
    const seen = [];
    for await (const page of client.paginate("users.list", { limit: 2 })) seen.push(...page.members.map((member) => member.id));
    assert.equal(seen.length, 6);
    assert.equal(new Set(seen).size, 6);
  },
  async retries() {
    await control("faults", { kind: "ratelimited", method: "users.info", retry_after: 1, times: 2 });
    let limited = 0;
    client.on("rate_limited", (seconds) => { assert.equal(seconds, 1); limited += 1; });
    assert.ok((await client.users.info({ user: "U0HB000002" })).ok);
    assert.equal(limited, 2);
    await control("faults", { kind: "status", method: "users.info" });
    await control("faults", { kind: "hangup", method: "users.info" });
    const patient = new WebClient(token, { ...options, retryConfig: { ...retryPolicies.rapidRetryPolicy, retries: 3 } });
    assert.ok((await patient.users.info({ user: "U0HB000002" })).ok);
    // An answer that ends in its middle the SDK does not ask for again.
    await control("faults", { kind: "truncated", method: "users.info" });
    await assert.rejects(patient.users.info({ user: "U0HB000002" }));
    const strict = new WebClient(token, { ...options, rejectRateLimitedCalls: true });
    await control("faults", { kind: "ratelimited", method: "users.info", retry_after: 9 });
    await assert.rejects(strict.users.info({ user: "U0HB000002" }), { code: ErrorCode.RateLimitedError, retryAfter: 9 });
  },
  async views() {
    // No app listens, so the command fails; its trigger is good all the same.
    await control("members/minseo/command", { command: "/kudos" });
    const journal = await fetch(slackApiUrl.replace("/api/", "/control/journal?kind=command")).then((answer) => answer.json());
    const opened = await client.views.open({ trigger_id: journal[0].content.trigger_id, view: modal("One") });
    const updated = await client.views.update({ view_id: opened.view.id, hash: opened.view.hash, view: modal("Two") });
    assert.equal(updated.view.title.text, "Two");
    await assert.rejects(client.views.update({ view_id: opened.view.id, hash: opened.view.hash, view: modal("Three") }),
                         (error) => error.data.error === "hash_conflict");
    assert.equal((await control("members/minseo/modal", {})).title.text, "Two");
    await client.views.publish({ user_id: "U0HB000002", view: { type: "home", blocks: [{ type: "divider" }] } });
  },
  async oauth() {
    const nobody = new WebClient(undefined, options);
    const installed = await nobody.oauth.v2.access({
      ...credentials, redirect_uri, code: await agree("oauth/v2/authorize", { scope: "chat:write,users:read", redirect_uri }) });
    assert.equal(installed.team.id, "T0HANBIT01");
    const us = await new WebClient(installed.access_token, options).auth.test();
    assert.ok(us.ok && us.bot_id);
    assert.deepEqual(us.response_metadata.scopes, ["chat:write", "users:read"]);
    const signedIn = await nobody.openid.connect.token({
      ...credentials, redirect_uri,
      code: await agree("openid/connect/authorize", { scope: "openid profile", response_type: "code", redirect_uri }) });
    const about = await new WebClient(signedIn.access_token, options).openid.connect.userInfo();
    assert.equal(about["https://slack.com/user_id"], "U0HB000002");
  },
  async streams() {
    const posted = await client.chat.postMessage({ channel: "U0HB000002", text: "?" });
    const stream = client.chatStream({ channel: posted.channel, thread_ts: posted.ts, buffer_size: 8 });
    for (const part of ["연차는 ", "15일 남았어요", ". 더 궁금한 것이 있나요?"]) await stream.append({ markdown_text: part });
    const stopped = await stream.stop();
    assert.equal(stopped.message.text, "연차는 15일 남았어요. 더 궁금한 것이 있나요?");
  },
  async limits() {
    const strict = new WebClient(token, { ...options, rejectRateLimitedCalls: true });
    for (let call = 0; call < 20; call += 1) await strict.usergroups.list();
    await assert.rejects(strict.usergroups.list(), (error) => error.code === ErrorCode.RateLimitedError && error.retryAfter > 40);
  },
};

await scenarios[scenario]();
