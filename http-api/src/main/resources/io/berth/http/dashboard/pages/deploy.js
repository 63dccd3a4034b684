import { html, nothing } from '/dashboard/lit-html/lit-html.js';
import { command } from '../commands.js';

const YAML = 'application/yaml';

/** A compose file: what it would change, then the change. */
export class Deploy {
  title = 'Deploy';
  #plan = null;
  #planned = '';
  #changed;

  constructor(_, changed) {
    this.#changed = changed;
  }

  view() {
    return html`
      <form class="deploy" @submit=${(event) => this.#submit(event)}>
        <label>Stack <input name="stack" required pattern="[a-z0-9]([a-z0-9_\\-]*[a-z0-9])?" placeholder="shop" autocomplete="off"></label>
        <label for="file">Compose file</label>
        <textarea id="file" name="file" rows="18" required spellcheck="false" @input=${() => this.#forget()}></textarea>
        <div class="actions"><button name="do" value="plan">Show the plan</button>
          ${this.#plan ? html`<button name="do" value="apply" class="primary">Apply it</button>` : nothing}</div>
      </form>
      ${this.#plan ? planView(this.#plan) : nothing}`;
  }

  #forget() {
    if (this.#plan) {
      this.#plan = null;
      this.#changed();
    }
  }

  async #submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const stack = encodeURIComponent(form.get('stack'));
    const file = form.get('file');
    if (event.submitter.value === 'apply' && this.#planned === `${stack} ${file}`) {
      const deployed = await command(`${stack} is deployed`, 'PUT', `/stacks/${stack}`, file, YAML);
      if (deployed !== undefined) {
        location.hash = '#/services';
      }
      return;
    }
    this.#plan = await command('Nothing was written: this is what would change', 'POST', `/plan?stack=${stack}`, file, YAML) ?? null;
    this.#planned = `${stack} ${file}`;
    this.#changed();
  }
}

const planView = (plan) => html`
  <section aria-labelledby="plan">
    <h2 id="plan">What would change</h2>
    ${plan.warnings.length > 0 ? html`<ul class="warnings">${plan.warnings.map((warning) => html`<li>${warning}</li>`)}</ul>` : nothing}
    <table>
      <thead><tr><th scope="col">Of</th><th scope="col">Action</th><th scope="col">Changes</th><th scope="col">Tasks would go</th></tr></thead>
      <tbody>
        ${[...plan.secrets.map((each) => ['secret', each]), ...plan.configs.map((each) => ['config', each])].map(([kind, each]) => html`
          <tr><td>${kind} ${each.name}</td><td>${each.action}</td><td>version ${each.version}</td><td></td></tr>`)}
        ${plan.services.map((service) => html`
          <tr>
            <td>service ${service.name}</td><td>${service.action}</td>
            <td class="text">${service.changes.map((change) => html`${typeof change === 'string' ? change : JSON.stringify(change)}<br>`)}</td>
            <td class="text">${service.text.map((line) => html`${line}<br>`)}</td>
          </tr>`)}
      </tbody>
    </table>
  </section>`;
