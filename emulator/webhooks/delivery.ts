/** One webhook, on its way or not. */
export interface Delivery {
  readonly id: number;
  /** `X-GitHub-Delivery`; a redelivery keeps it. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly appId: number;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  /** JSON, exactly as it was signed. */
  readonly body: string;
  readonly isRedelivery: boolean;
  readonly createdAt: string;
  state: "pending" | "delivered" | "failed" | "dropped";
  /** 0 where nobody answered. */
  statusCode: number;
  durationMs: number;
}
