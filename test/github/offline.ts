import nock from "nock";
import { afterAll, beforeAll } from "vitest";

/** In this file, and in no other that runs after it in the same process, only nock answers. */
export function stayOffline(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}
