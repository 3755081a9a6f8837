/** A table; cells are neutral Markdown on one line. A bar in a cell is part of the cell. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => "---"), ...rows].map(tableRow).join("\n");
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map(escapeBars).join(" | ")} |`;
}

/** An odd number of backslashes before a bar keeps it in its cell, in code too. */
function escapeBars(cell: string): string {
  let escaped = "";
  let backslashes = 0;
  for (const character of cell) {
    if (character === "|") escaped += backslashes % 2 === 0 ? "\\" : "\\\\";
    escaped += character;
    backslashes = character === "\\" ? backslashes + 1 : 0;
  }
  return escaped;
}
