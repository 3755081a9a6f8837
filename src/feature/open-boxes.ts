const ticked = /^((?:[ \t]|>)*(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}\[)[xX](?=\][ \t])/gm;

/** The text with every box of its task lists open: ticking one is no change of what it says. */
export function openBoxes(text: string): string {
  return text.replace(ticked, "$1 ");
}
