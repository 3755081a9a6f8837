const flowName = /^f-0*(\d{1,9})(?:-|$)/i;
const numberedName = /^0*(\d{1,5})(?:-|$)/;

/**
 * Short id of a feature, for people: `f-015-login` is `F-15`, `001-login` is `1`, any other name is itself.
 * Not unique: the key of a feature is its path.
 */
export function featureId(folder: string): string {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  const flow = flowName.exec(name)?.[1];
  if (flow !== undefined) return `F-${flow}`;
  return numberedName.exec(name)?.[1] ?? name;
}
