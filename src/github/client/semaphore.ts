/** Runs a task when one of the slots is free; first come, first served. */
export type Semaphore = <Value>(task: () => Promise<Value>) => Promise<Value>;

/** At most `slots` tasks at once. */
export function createSemaphore(slots: number): Semaphore {
  let free = slots;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
