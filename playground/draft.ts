/** The last text of this tab, and the link it came from: a reload brings it back, and no other tab sees it. */
export interface Draft {
  readonly text: string;
  /** The fragment of the address; empty without one. */
  readonly fragment: string;
}

const [textKey, fragmentKey] = ["plan-gate.text", "plan-gate.fragment"];

/** Keeps the text in the tab. Without room or leave to, it is not kept. */
export function keepDraft({ text, fragment }: Draft): void {
  try {
    sessionStorage.setItem(textKey, text);
    sessionStorage.setItem(fragmentKey, fragment);
  } catch {
    // A browser may refuse to keep anything; the page works without.
  }
}

/** What was kept for this address; `null` where nothing was. */
export function keptDraft(fragment: string): string | null {
  try {
    return sessionStorage.getItem(fragmentKey) === fragment ? sessionStorage.getItem(textKey) : null;
  } catch {
    return null;
  }
}
