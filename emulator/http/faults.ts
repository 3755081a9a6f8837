/** Something that goes wrong on purpose. Without a way to fail it only waits or looks on. */
export interface Fault {
  /** `GET`, …; any where left out. */
  readonly method?: string;
  /** Template without method: `/repos/{owner}/{repo}/check-runs`; any where left out. */
  readonly route?: string;
  /** Looks further: only requests it says yes to. */
  readonly matches?: (request: FaultyRequest) => boolean;
  /** How many matching requests it meets; 1 where left out. */
  readonly times?: number;
  /** Answers this instead of doing anything. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Closes the connection instead of doing anything. */
  readonly drop?: true;
  readonly delayMs?: number;
  /** Never answers, and does nothing. */
  readonly hang?: true;
  /** Does what was asked, and then answers 502; with `drop`, closes the connection. */
  readonly applyThenFail?: true;
  /** Runs just before the request is handled: what happens between two reads. */
  readonly before?: () => void;
  /** Runs just after the request was handled. */
  readonly after?: () => void;
}

/** What there is to tell requests of one route apart. */
export interface FaultyRequest {
  readonly url: URL;
  /** Body as it was sent. */
  readonly text: string;
}

/** Faults waiting for their requests. */
export interface Faults {
  readonly inject: (fault: Fault) => void;
  readonly clear: () => void;
  /** The fault that meets this request; counts it down. */
  readonly take: (method: string, template: string, request: FaultyRequest) => Fault | null;
}

/** No faults yet. */
export function createFaults(): Faults {
  let waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    inject: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear: () => {
      waiting = [];
    },
    take: (method, template, request) => {
      const found = waiting.find(
        ({ fault }) =>
          (fault.method ?? method) === method &&
          (fault.route ?? template) === template &&
          (fault.matches?.(request) ?? true),
      );
      if (found === undefined) return null;
      found.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return found.fault;
    },
  };
}
