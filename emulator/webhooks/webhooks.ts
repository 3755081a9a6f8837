import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { type State, takeId, type WorldEvent } from "../world/state.ts";
import type { Delivery } from "./delivery.ts";
import { listeners, payloadFor } from "./payload.ts";
import { send } from "./send.ts";

const maxKept = 20_000;

/** The emulator's webhooks: sent in order by themselves, or held for a test to play with. */
export interface Webhooks {
  /** Everything there was, oldest first; of more than 20,000 the older half is forgotten. */
  readonly deliveries: readonly Delivery[];
  /** What is held, oldest first. */
  readonly pending: () => readonly Delivery[];
  /** Sets where webhooks go; `null` drops them. */
  readonly deliverTo: (url: string | null) => void;
  /** From now on nothing is sent by itself. */
  readonly hold: () => void;
  /** Sends what is held, in order, and goes on by itself. */
  readonly release: () => Promise<void>;
  /** Sends one now, whatever its state: out of order, or once more. Answers the status code. */
  readonly deliver: (delivery: Delivery) => Promise<number>;
  /** Loses one. */
  readonly drop: (delivery: Delivery) => void;
  /** Sends one again as GitHub's Redeliver does: a new delivery with the old GUID. */
  readonly redeliver: (delivery: Delivery) => Promise<number>;
  /** Until everything that is sent by itself has been answered. */
  readonly settle: () => Promise<void>;
  /** Hears of an event of the world. */
  readonly hear: (event: WorldEvent) => void;
  readonly close: () => void;
}

/** Webhooks of the App that the emulator was started for, and of those registered since. */
export function createWebhooks(
  state: State,
  options: { readonly appId: number; readonly secret: string; readonly url: string | null },
): Webhooks {
  const agent = new Agent({ keepAlive: true });
  const deliveries: Delivery[] = [];
  let url = options.url;
  let isHeld = false;
  let isClosed = false;
  let tail = Promise.resolve();

  /** Of an App that was registered here it is its own. */
  const hookOf = (appId: number) =>
    appId === options.appId ? { url, secret: options.secret } : (state.apps.get(appId)?.hook ?? null);
  const deliver = async (delivery: Delivery): Promise<number> => {
    const hook = hookOf(delivery.appId);
    if (hook === null || hook.url === null || isClosed) {
      delivery.state = "dropped";
      return 0;
    }
    const startedAt = performance.now();
    delivery.statusCode = await send(delivery, { url: hook.url, secret: hook.secret, agent });
    delivery.durationMs = performance.now() - startedAt;
    const isTaken = delivery.statusCode >= 200 && delivery.statusCode < 300;
    delivery.state = isTaken ? "delivered" : "failed";
    return delivery.statusCode;
  };
  const enqueue = (delivery: Delivery): void => {
    tail = tail.then(async () => {
      if (delivery.state === "pending" && !isHeld) await deliver(delivery);
    });
  };
  const pending = (): Delivery[] => deliveries.filter((delivery) => delivery.state === "pending");
  const settle = async (): Promise<void> => {
    for (let seen: Promise<void> | null = null; seen !== tail;) {
      seen = tail;
      await tail;
    }
  };

  return {
    deliveries,
    pending,
    deliver,
    settle,
    deliverTo: (next) => {
      url = next;
    },
    hold: () => {
      isHeld = true;
    },
    release: async () => {
      isHeld = false;
      for (const delivery of pending()) enqueue(delivery);
      await settle();
    },
    drop: (delivery) => {
      delivery.state = "dropped";
    },
    redeliver: async (delivery) => {
      const again: Delivery = { ...delivery, id: takeId(state), isRedelivery: true, state: "pending" };
      deliveries.push(again);
      const answered = tail.then(() => deliver(again));
      tail = answered.then(() => undefined);
      return answered;
    },
    hear: (event) => {
      for (const installation of listeners(state, event)) {
        const { appId } = installation;
        if (hookOf(appId) === null) continue;
        const delivery: Delivery = {
          id: takeId(state),
          guid: randomUUID(),
          event: event.name,
          action: event.action,
          appId,
          installationId: installation.id,
          repositoryId: event.repository?.id ?? null,
          body: payloadFor(state, event, installation),
          isRedelivery: false,
          createdAt: state.clock.stamp(),
          state: "pending",
          statusCode: 0,
          durationMs: 0,
        };
        deliveries.push(delivery);
        forgetOldest(deliveries);
        enqueue(delivery);
      }
    },
    close: () => {
      isClosed = true;
      agent.destroy();
    },
  };
}

function forgetOldest(deliveries: Delivery[]): void {
  if (deliveries.length <= maxKept) return;
  const recent = deliveries.slice(-maxKept / 2);
  const waiting = deliveries.slice(0, -maxKept / 2).filter(({ state }) => state === "pending");
  deliveries.splice(0, deliveries.length, ...waiting, ...recent);
}
