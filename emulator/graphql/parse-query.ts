/** A value in a query, after variables were put in. */
export type Value = unknown;

/** A field asked for. */
export interface Field {
  readonly type: "field";
  /** Key in the answer. */
  readonly alias: string;
  readonly name: string;
  readonly args: Readonly<Record<string, Value>>;
  /** Empty for plain values. */
  readonly selections: readonly Selection[];
}

/** Fields asked for only on things of a type; `null` is any type. */
export interface Fragment {
  readonly type: "fragment";
  readonly on: string | null;
  readonly selections: readonly Selection[];
}

/** One thing inside braces. */
export type Selection = Field | Fragment;

const tokenPattern = /"(?:[^"\\]|\\.)*"|\.\.\.|[{}()[\]:!=@]|\$?[A-Za-z_]\w*|-?\d+(?:\.\d+)?/g;

/** Reads a GraphQL query without named fragments; throws with GitHub's kind of message on what it cannot read. */
export function parseQuery(text: string, variables: Readonly<Record<string, Value>>): readonly Selection[] {
  const tokens = text.replace(/#[^\n]*/g, "").match(tokenPattern) ?? [];
  let at = 0;
  const peek = (): string => tokens[at] ?? "";
  const next = (): string => tokens[at++] ?? "";
  const expect = (wanted: string): void => {
    const found = next();
    if (found !== wanted) throw new Error(`Parse error on "${found}": expected "${wanted}"`);
  };

  const parseValue = (): Value => {
    const token = next();
    if (token.startsWith("$")) return variables[token.slice(1)];
    if (token.startsWith('"')) return JSON.parse(token);
    if (token === "[") return parseUntil("]", parseValue);
    if (token === "{") return Object.fromEntries(parseUntil("}", parseArgument));
    if (token === "true" || token === "false") return token === "true";
    if (token === "null") return null;
    return /^-?\d/.test(token) ? Number(token) : token;
  };
  const parseArgument = (): readonly [string, Value] => {
    const name = next();
    expect(":");
    return [name, parseValue()];
  };
  const parseUntil = <Item>(end: string, parseItem: () => Item): Item[] => {
    const items: Item[] = [];
    while (peek() !== end) {
      if (at >= tokens.length) throw new Error(`Parse error on end of query: expected "${end}"`);
      items.push(parseItem());
    }
    next();
    return items;
  };
  const parseSelections = (): Selection[] => {
    expect("{");
    return parseUntil("}", parseSelection);
  };
  const parseSelection = (): Selection => {
    const first = next();
    if (first === "...") {
      const on = peek() === "on" ? (next(), next()) : null;
      return { type: "fragment", on, selections: parseSelections() };
    }
    const hasAlias = peek() === ":";
    if (hasAlias) next();
    const name = hasAlias ? next() : first;
    const args = peek() === "(" ? (next(), parseUntil(")", parseArgument)) : [];
    const selections = peek() === "{" ? parseSelections() : [];
    return { type: "field", alias: first, name, args: Object.fromEntries(args), selections };
  };

  if (peek() === "query") while (peek() !== "{" && at < tokens.length) skipHeader();
  return parseSelections();

  function skipHeader(): void {
    if (next() === "(") parseUntil(")", next);
  }
}
