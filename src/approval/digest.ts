/** One file of a feature's gated text. */
export interface GatedFile {
  /** From the feature's folder, such as `contracts/api.yaml`; of the config, from the root. */
  readonly path: string;
  readonly mode: string;
  readonly blobId: string;
}
