/** A place where a plan names a port of a service. */
export interface PortMention {
  readonly service: string;
  readonly port: number;
  /** From 1. */
  readonly line: number;
}

/** A service and what a plan may call it. */
export interface ServiceNames {
  readonly service: string;
  readonly names: readonly string[];
}

interface PortScan {
  readonly aliases: ReadonlyMap<string, string>;
  /** Service of the nearest heading above; null where it names none or several. */
  readonly headingService: string | null;
  /** Columns of the table we are in whose header says "port". */
  readonly portColumns: readonly number[];
}

const maxLines = 20_000;
const maxLineLength = 4_000;

/**
 * Finds ports of known services: in a table column headed "port", after the word "port", or after `localhost:` or the
 * service's name.
 */
export function findPortMentions(plan: string, services: readonly ServiceNames[]): readonly PortMention[] {
  const aliases = new Map(
    services.flatMap(({ service, names }) => names.map((name) => [fold(name), service])),
  );
  const mentions: PortMention[] = [];
  let scan: PortScan = { aliases, headingService: null, portColumns: [] };
  for (const [index, whole] of plan.split("\n").slice(0, maxLines).entries()) {
    const text = whole.slice(0, maxLineLength);
    scan = advance(scan, text);
    const service = serviceMeant(text, scan);
    const found = [...portsIn(text, scan).map((port) => ({ service, port })), ...addressesIn(text, scan)];
    for (const mention of found) {
      if (mention.service !== null)
        mentions.push({ service: mention.service, port: mention.port, line: index + 1 });
    }
  }
  return mentions;
}

function advance(scan: PortScan, text: string): PortScan {
  if (/^#{1,6} /.test(text)) {
    return {
      ...scan,
      headingService: serviceMeant(text, { ...scan, headingService: null }),
      portColumns: [],
    };
  }
  if (!isTableRow(text)) return { ...scan, portColumns: [] };
  if (scan.portColumns.length > 0) return scan;
  const portColumns = cells(text).flatMap((cell, column) =>
    /\bports?\b/i.test(cell) && !/\d/.test(cell) ? [column] : [],
  );
  return { ...scan, portColumns };
}

/**
 * The one service a line names; the heading's where it names none; null where it names several. In a table the first
 * cell decides.
 */
function serviceMeant(text: string, scan: PortScan): string | null {
  const [first = ""] = isTableRow(text) ? cells(text) : [];
  const [inFirst, ...othersInFirst] = servicesIn(first, scan);
  if (inFirst !== undefined && othersInFirst.length === 0) return inFirst;
  const [service, ...others] = servicesIn(text, scan);
  if (service === undefined) return scan.headingService;
  return others.length === 0 ? service : null;
}

function servicesIn(text: string, scan: PortScan): readonly string[] {
  const words = text.split(/[^A-Za-z0-9_-]+/).map(fold);
  const pairs = words.map((word, index) => `${word}${words[index + 1] ?? ""}`);
  return [...new Set([...words, ...pairs].flatMap((word) => scan.aliases.get(word) ?? []))];
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function portsIn(text: string, scan: PortScan): readonly number[] {
  if (isTableRow(text) && scan.portColumns.length > 0) {
    const row = cells(text);
    return scan.portColumns.flatMap((column) => numbersIn(row[column] ?? ""));
  }
  const afterWord = [...text.matchAll(/\bports?\b[^A-Za-z0-9]{0,6}(\d{2,5})\b(?!\.\d)/gi)];
  const afterHost = [...text.matchAll(/\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d{2,5})\b(?!\.\d)/g)];
  return [...afterWord, ...afterHost].map((match) => Number(match[1])).filter(isPort);
}

/** `service:port` speaks of that service, whatever else the line names. */
function addressesIn(
  text: string,
  scan: PortScan,
): readonly { readonly service: string; readonly port: number }[] {
  return [...text.matchAll(/\b([A-Za-z0-9_.-]{1,100}):(\d{2,5})\b(?!\.\d)/g)].flatMap(
    ([, host = "", digits]) => {
      const service = scan.aliases.get(fold(host));
      const port = Number(digits);
      return service === undefined || !isPort(port) ? [] : [{ service, port }];
    },
  );
}

function isTableRow(text: string): boolean {
  return text.trimStart().startsWith("|");
}

function cells(row: string): readonly string[] {
  return row.trim().split("|").slice(1);
}

function numbersIn(cell: string): readonly number[] {
  return (cell.match(/\d+/g) ?? []).map(Number).filter(isPort);
}

function isPort(value: number): boolean {
  return value >= 10 && value <= 65_535;
}
