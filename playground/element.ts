interface Details {
  readonly class?: string;
  readonly text?: string;
  readonly onClick?: () => void;
}

/** Makes an element; text is only ever set as text. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  details: Details = {},
  children: readonly Node[] = [],
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (details.class !== undefined) made.className = details.class;
  if (details.text !== undefined) made.textContent = details.text;
  if (details.onClick !== undefined) made.addEventListener("click", details.onClick);
  if (made instanceof HTMLButtonElement) made.type = "button";
  made.append(...children);
  return made;
}

/** The element of an id and a kind that `index.html` has. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no #${id}.`);
  return found;
}
