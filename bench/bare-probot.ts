import { createServer } from "node:http";
import { createNodeMiddleware, Probot } from "probot";

/** A Probot server whose handler does nothing: what a webhook costs at least. */
const { APP_ID, PRIVATE_KEY, WEBHOOK_SECRET } = process.env;
const probot = new Probot({
  appId: Number(APP_ID),
  privateKey: String(PRIVATE_KEY),
  secret: String(WEBHOOK_SECRET),
  logLevel: "info",
  logFormat: "json",
});

const middleware = await createNodeMiddleware(
  (app) => {
    app.onAny(() => undefined);
  },
  { probot },
);
const server = createServer((request, response) => void middleware(request, response));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ port })}\n`);
});
