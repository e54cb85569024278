// An app as the makers of Slack's own library for Node would write it.
import bolt from "@slack/bolt";

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  clientOptions: { slackApiUrl: process.env.SLACK_API },
});

const plain = (text) => ({ type: "plain_text", text });

app.command("/mycelium", async ({ ack, command, client }) => {
  await ack({ text: `heard ${command.text}` });
  await client.chat.postMessage({
    channel: command.channel_id,
    text: "card",
    blocks: [{ type: "actions", elements: [{ type: "button", action_id: "ask", text: plain("Ask") }] }],
  });
});

app.action("ask", async ({ ack, body, client }) => {
  await ack();
  await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: "modal",
      callback_id: "why",
      private_metadata: body.channel.id,
      title: plain("Why"),
      submit: plain("Send"),
      blocks: [
        {
          type: "input",
          block_id: "reason",
          label: plain("Reason"),
          element: { type: "plain_text_input", action_id: "text" },
        },
      ],
    },
  });
});

app.view("why", async ({ ack, view, client }) => {
  const reason = view.state.values.reason.text.value;
  if (reason === "no") {
    await ack({ response_action: "errors", errors: { reason: "say more" } });
    return;
  }
  await ack();
  await client.chat.postMessage({ channel: view.private_metadata, text: `reason ${reason}` });
});

app.event("app_mention", async ({ event, say }) => {
  await say({ text: "yes", thread_ts: event.thread_ts });
});

await app.start();
