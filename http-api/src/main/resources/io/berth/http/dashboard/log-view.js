import { html } from '/dashboard/lit-html/lit-html.js';
import { readLines } from './api.js';

const LINES_KEPT = 1000;

/** The log of a task or of a service's tasks, followed. */
export class LogView {
  #lines = [];
  #error = '';
  #stop = new AbortController();

  /** @param path of the log, with its query */
  constructor(path, changed) {
    readLines(path, this.#stop.signal, (lines) => {
      this.#lines = [...this.#lines, ...lines].slice(-LINES_KEPT);
      changed();
    }).catch((problem) => {
      if (!this.#stop.signal.aborted) {
        this.#error = problem.message;
        changed();
      }
    });
  }

  close() {
    this.#stop.abort();
  }

  view() {
    return html`
      <section aria-labelledby="log">
        <h2 id="log">Log</h2>
        ${this.#error ? html`<p class="error">${this.#error}</p>` : ''}
        <pre class="log" tabindex="0" aria-labelledby="log">${this.#lines.length > 0 ? this.#lines.join('\n') : 'Nothing written yet.'}</pre>
      </section>`;
  }
}
