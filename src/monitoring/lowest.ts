/** The lowest number of each name within the last five minutes. */
export interface Lowest {
  readonly note: (name: string, value: number, nowMs: number) => void;
  /** Names of which nothing was noted in that time are left out. */
  readonly all: (nowMs: number) => ReadonlyMap<string, number>;
}

const minuteMs = 60_000;
const keptMinutes = 5;
const maxNames = 20;

/** Remembers one number a minute and name, of at most 20 names. */
export function createLowest(): Lowest {
  const byName = new Map<string, Map<number, number>>();
  const minuteOf = (nowMs: number) => Math.floor(nowMs / minuteMs);
  return {
    note: (name, value, nowMs) => {
      if (!byName.has(name) && byName.size >= maxNames) return;
      const minute = minuteOf(nowMs);
      const known = [...(byName.get(name) ?? [])].filter(([at]) => at > minute - keptMinutes);
      const minutes = new Map(known);
      minutes.set(minute, Math.min(value, minutes.get(minute) ?? value));
      byName.set(name, minutes);
    },
    all: (nowMs) => {
      const recent = [...byName].flatMap(([name, minutes]) => {
        const values = [...minutes].filter(([at]) => at > minuteOf(nowMs) - keptMinutes);
        return values.length === 0 ? [] : [[name, Math.min(...values.map(([, value]) => value))] as const];
      });
      return new Map(recent);
    },
  };
}
