// Slack's own framework with the project's functions: checks the signature, keeps the request, does what is asked for, and answers then.
"use strict";
const crypto = require("node:crypto");
const { App, HTTPReceiver } = require("@slack/bolt");
const { BSON } = require("mongodb");
const { pool, statement } = require("./statements");

const checkIn = statement("check_in_from_slack");
const giveKudos = statement("give_kudos_from_modal");
const DAYS = 24 * 3600 * 1000;

/** Beside what is asked for, as ours is: nobody waits for it. */
function keep(kind, type, team, identity, body) {
  const { token, ...payload } = body;
  const received = new Date();
  const id = crypto.createHash("sha256").update(identity).digest("hex");
  const document = BSON.serialize({ _id: id, v: 1, kind, team_id: team, type, received_at: received, payload });
  pool.query({
    name: "store_event", values: [id, kind, team, type, received, new Date(received.getTime() + 90 * DAYS), Buffer.from(document)],
    text: `insert into gracy.event_log (event_id, kind, team_id, type, received_at, expire_at, document)
           values ($1, $2, $3, $4, $5, $6, $7) on conflict (event_id) do nothing`,
  }).catch(console.error);
}

const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET, endpoints: ["/slack/commands", "/slack/interactions"], processBeforeResponse: true,
});
const app = new App({
  receiver, ignoreSelf: false, tokenVerificationEnabled: false, authorize: async () => ({ botToken: "xoxb-nobody", botId: "B0" }),
});

app.command("/mood", async ({ command, ack }) => {
  keep("command", "/mood", command.team_id, `${command.team_id}|/mood|${command.trigger_id}`, command);
  const { rows: [[outcome]] } = await pool.query(checkIn([command.team_id, null, command.user_id, Number(command.text)]));
  await ack({ response_type: "ephemeral", text: `${outcome}: 오늘 하루를 남겼어요.` });
});

app.view("give_kudos", async ({ body, view, ack }) => {
  keep("action", "view_submission", body.team.id, `view_submission|${body.team.id}|${body.user.id}|${view.id}|${view.hash}`, body);
  const values = view.state.values;
  const { rows: [[outcome, , left]] } = await pool.query(giveKudos([
    body.team.id, null, body.user.id, values.recipients.recipients.selected_options.map((option) => option.value),
    values.value.value.selected_option.value, Number(values.points.points.value), values.message.message.value,
    values.visibility.visibility.selected_option.value, view.id,
    crypto.createHash("sha256").update(JSON.stringify(values)).digest(), null, null,
  ]));
  if (outcome !== "ok") return ack({ response_action: "errors", errors: { message: outcome } });
  await ack({
    response_action: "update",
    view: { type: "modal", callback_id: "kudos_given", title: { type: "plain_text", text: "칭찬 보내기" },
            blocks: [{ type: "section", text: { type: "mrkdwn", text: `칭찬을 보냈어요! 남은 점수는 ${left}점이에요.` } }] },
  });
});

receiver.start({ host: "127.0.0.1", port: Number(process.env.PORT) });
