// Slack's own framework with the handlers that Gracy has, so far as answers go; SLACK_SIGNING_SECRET is its secret. Prints its port.
import bolt from "@slack/bolt";

const { App, HTTPReceiver, LogLevel } = bolt;
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET, endpoints: ["/slack/events", "/slack/commands", "/slack/interactions"], logLevel: LogLevel.ERROR,
});
// It calls nobody: whoever asks is authorised.
const authorize = async () => ({ botToken: "xoxb-nobody", botId: "B0HBBOT", botUserId: "U0HBBOT" });
const app = new App({ receiver, authorize, logLevel: LogLevel.ERROR });

app.event("message", async () => {});
app.command("/kudos", ({ ack }) => ack({ response_type: "ephemeral", text: "help" }));
app.view("give_kudos", ({ ack }) => ack({ response_action: "errors", errors: { recipients: "Please fill this in." } }));
app.view("closes", ({ ack }) => ack());
app.view({ callback_id: "closes", type: "view_closed" }, ({ ack }) => ack());
app.options("recipients", ({ ack }) => ack({ options: [] }));
app.action(/.*/, ({ ack }) => ack());
app.shortcut(/.*/, ({ ack }) => ack());

const server = await app.start(0, { host: "127.0.0.1" });
console.log(server.address().port);
