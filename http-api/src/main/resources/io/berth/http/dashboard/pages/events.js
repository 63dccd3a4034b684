import { html } from '/dashboard/lit-html/lit-html.js';
import { eventTable } from '../parts.js';

const SHOWN = 200;

/** What happens, live; older events are in the history of their entity. */
export class Events {
  title = 'Events';
  #filter = '';
  #held = null;
  #changed;

  constructor(_, changed) {
    this.#changed = changed;
  }

  view(model) {
    const all = this.#held ?? model.events;
    const found = all.filter((event) => `${event.type} ${event.entity} ${event.text} ${event.cause.actor}`.includes(this.#filter));
    return html`
      <div class="actions">
        <label>Type, entity or text has <input type="search" .value=${this.#filter}
          @input=${(event) => { this.#filter = event.target.value; this.#changed(); }}></label>
        <button aria-pressed=${this.#held !== null} @click=${() => { this.#held = this.#held ? null : [...model.events]; this.#changed(); }}>
          ${this.#held ? 'Go on' : 'Hold'}</button>
      </div>
      ${eventTable(found.slice(0, SHOWN), 'Events since this page was opened, newest first')}
      <p>The same as a stream, from any position on: <code>curl -N ${location.origin}/berth/v1/events?since=0</code></p>`;
  }
}
