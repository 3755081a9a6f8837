type Variables = Readonly<Partial<Record<string, string>>>;

const proxyNames = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"] as const;

/**
 * From now on `fetch` goes by the proxies that the environment names, except to what `NO_PROXY` names: of itself Node
 * 20's does not. Nothing changes where none is named. Answers what is wrong with an address, without quoting it.
 */
export async function honorProxies(variables: Variables): Promise<string | null> {
  const named = proxyNames.filter((name) => (variables[name]?.trim() ?? "") !== "");
  if (named.length === 0) return null;
  const wrong = named.find((name) => !isProxy(variables[name]?.trim() ?? ""));
  if (wrong !== undefined) {
    return `\`${wrong}\` is not of the form \`http://user:password@proxy.acme.com:3128\`. Correct it.`;
  }
  const first = (...names: readonly string[]) =>
    names.map((name) => variables[name]?.trim()).find(Boolean) ?? "";
  const { EnvHttpProxyAgent, install, setGlobalDispatcher } = await import("undici");
  const agent = new EnvHttpProxyAgent({
    httpProxy: first("http_proxy", "HTTP_PROXY"),
    httpsProxy: first("https_proxy", "HTTPS_PROXY"),
    noProxy: first("no_proxy", "NO_PROXY"),
  });
  setGlobalDispatcher(agent);
  // The agent speaks with undici's own `fetch`; Node's may be of another version.
  install();
  return null;
}

function isProxy(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
