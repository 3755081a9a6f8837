import { type Html, html } from "./html.ts";

/** How something stands, drawn as a sign beside words that say the same. */
export type Tone = "good" | "bad" | "wait" | "quiet" | "merged";

const paths: Readonly<Record<Tone, Html>> = {
  good: html`<circle cx="8" cy="8" r="7.5" class="disc" /><path d="m4.6 8.2 2.3 2.3 4.5-4.9" />`,
  bad: html`<circle cx="8" cy="8" r="7.5" class="disc" /><path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" />`,
  wait: html`<circle cx="8" cy="8" r="7.5" class="disc" /><path d="M8 4.4v4.2m0 2.6v.2" />`,
  quiet: html`<circle cx="8" cy="8" r="7.5" class="disc" /><path d="M4.8 8h6.4" />`,
  merged: html`<circle cx="8" cy="8" r="7.5" class="disc" /><path
      d="M5.6 11.6V4.6c.3 2.3 1.8 3.6 4.8 3.7"
    />`,
};

/** The sign; decoration, so readers of the screen do not hear it. */
export function sign(tone: Tone): Html {
  return html`<svg class="sign ${tone}" viewBox="0 0 16 16" aria-hidden="true">${paths[tone]}</svg>`;
}

/** A disc with the first letter of a login, of a color that is always the same for it. */
export function avatar(login: string): Html {
  const hue = (login.charCodeAt(0) + login.charCodeAt(login.length - 1)) % 6;
  const letter = login.slice(0, 1).toUpperCase();
  return html`<span class="avatar hue-${hue}" aria-hidden="true">${letter}</span>`;
}
