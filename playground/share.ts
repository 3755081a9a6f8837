/** Longest plan that a link carries, in characters. */
const maxCharacters = 60_000;
/** Longest fragment that is read, in characters. */
const maxFragment = 40_000;
const prefix = "plan=";

/** The plan as the fragment of a link, without `#`; `null` where it is too long for one. */
export async function packPlan(text: string): Promise<string | null> {
  if (text.length > maxCharacters) return null;
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const fragment = prefix + btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return fragment.length > maxFragment ? null : fragment;
}

/** The plan in a fragment; `null` where there is none, or one that no link of ours carries. */
export async function unpackPlan(fragment: string): Promise<string | null> {
  const packed = fragment.replace(/^#/, "");
  if (!packed.startsWith(prefix) || packed.length > maxFragment) return null;
  try {
    const letters = atob(packed.slice(prefix.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return await readBounded(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")));
  } catch {
    return null;
  }
}

/** Stops reading at the bound: a short fragment may unpack to very much. */
async function readBounded(stream: ReadableStream<Uint8Array>): Promise<string | null> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    text += decoder.decode(next.value, { stream: true });
    if (text.length > maxCharacters) {
      await reader.cancel();
      return null;
    }
  }
  return text + decoder.decode();
}
