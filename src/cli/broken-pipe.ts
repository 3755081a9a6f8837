/** Ends quietly where nobody reads on, as `plan-gate explain | head -1` does. */
export function endOnBrokenPipe(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}
