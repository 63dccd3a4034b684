/** Commands to the API from buttons and forms, and what came of them. */
import { html, nothing } from '/dashboard/lit-html/lit-html.js';
import { request } from './api.js';

/** The last command's outcome: `{level, text}`, or null. */
let outcome = null;
let changed = () => {};

export function onOutcome(listener) {
  changed = listener;
}

export function tell(level, text) {
  outcome = text ? { level, text } : null;
  changed();
}

/** Sends a command and tells in the API's own words what came of it. */
export async function command(done, method, path, body, type) {
  tell('busy', 'Sent…');
  try {
    const answer = await request(method, path, body, type);
    tell('ok', done);
    return answer;
  } catch (problem) {
    tell('bad', problem.message);
    return undefined;
  }
}

/** Like {@link command}, after a question. */
export const confirmed = (question, ...rest) => (confirm(question) ? command(...rest) : undefined);

/** Where outcomes are shown, and read out. */
export const outcomeLine = () => html`
  <div class="outcome ${outcome?.level ?? ''}" role="status" aria-live="polite">
    ${outcome
      ? html`<span>${outcome.text}</span> <button class="plain" @click=${() => tell('', '')} aria-label="Dismiss">×</button>`
      : nothing}
  </div>`;
