import { html, nothing } from '/dashboard/lit-html/lit-html.js';
import { get } from './api.js';

/** Why tasks are where they are, or nowhere: asked again when the entity changes. */
export class WhyView {
  #path;
  #changed;
  #why = null;
  #error = '';
  #asked = '';

  constructor(path, changed) {
    this.#path = path;
    this.#changed = changed;
  }

  /** @param version changes whenever the answer may have changed */
  view(version) {
    if (version !== this.#asked) {
      this.#asked = version;
      this.#ask();
    }
    return html`
      <section aria-labelledby="why">
        <h2 id="why">Why</h2>
        ${this.#error ? html`<p class="error">${this.#error}</p>` : nothing}
        ${this.#why ? this.#answer(this.#why) : nothing}
      </section>`;
  }

  async #ask() {
    try {
      this.#why = await get(this.#path);
      this.#error = '';
    } catch (problem) {
      this.#error = problem.message;
    }
    this.#changed();
  }

  #answer(why) {
    return html`
      <ol class="why">${why.text.map((line) => html`<li>${line}</li>`)}</ol>
      ${why.help.length > 0 ? html`<h3>What would help</h3><ul>${why.help.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}
      ${why.placement?.candidates.length > 0 ? candidates(why.placement) : nothing}`;
  }
}

const candidates = (placement) => html`
  <details>
    <summary>${placement.candidates.length} of ${placement.nodes} nodes could take it</summary>
    <table>
      <thead><tr><th scope="col">Node</th><th scope="col">Of this service</th><th scope="col">All tasks</th><th scope="col">Reserved</th><th scope="col">Given</th></tr></thead>
      <tbody>${placement.candidates.map((candidate) => html`
        <tr><td>${candidate.node}</td><td>${candidate.ownTasks}</td><td>${candidate.allTasks}</td>
          <td>${candidate.reservedPermille / 10} %</td><td>${candidate.given}</td></tr>`)}
      </tbody>
    </table>
  </details>`;
