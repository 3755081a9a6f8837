// Apart from the schema: the guard, which starts before every edit, asks this and loads no schema.

/** Are owners of files designated, for whatever branch? Then CODEOWNERS is a setting of the gate. */
export function ownersDesignate({ codeowners, branches }: OwnersSettings): boolean {
  return codeowners || branches.some((policy) => policy.codeowners);
}

/** What `approval` of the config says of owners. */
export interface OwnersSettings {
  readonly codeowners: boolean;
  readonly branches: readonly { readonly codeowners: boolean }[];
}
