import { html, nothing } from '/dashboard/lit-html/lit-html.js';
import { healthOf, reasonOf } from '../health.js';
import { words } from '../format.js';
import { badge, serviceLink, when } from '../parts.js';

const SHOWN = 200;

/** All services, by stack. */
export class Services {
  title = 'Services';
  #filter = '';
  #changed;

  constructor(_, changed) {
    this.#changed = changed;
  }

  view(model) {
    const found = [...model.services.values()]
      .filter((service) => service.name.includes(this.#filter) || service.stack.includes(this.#filter))
      .sort((a, b) => a.stack.localeCompare(b.stack) || a.name.localeCompare(b.name));
    return html`
      <label>Name or stack has <input type="search" .value=${this.#filter}
        @input=${(event) => { this.#filter = event.target.value; this.#changed(); }}></label>
      ${found.length === 0 ? html`<p>${model.services.size === 0
        ? html`No services yet: <a href="#/deploy">deploy a compose file</a>.` : 'None has it.'}</p>` : this.#table(model, found)}`;
  }

  #table(model, found) {
    return html`
      <table>
        <caption>${found.length > SHOWN ? `The first ${SHOWN} of ${found.length} services` : 'Services'}</caption>
        <thead><tr><th scope="col">Service</th><th scope="col">Stack</th><th scope="col">State</th><th scope="col">Mode</th><th scope="col">Image</th><th scope="col">Ports</th><th scope="col">Changed</th></tr></thead>
        <tbody>${found.slice(0, SHOWN).map((service) => html`
          <tr>
            <td>${serviceLink(service)}</td>
            <td>${service.stack}</td>
            <td>${badge(healthOf(service), `${service.running} of ${service.desired}`)}
              ${healthOf(service) === 'ok' ? nothing : html`<br><small>${reasonOf(service, model.tasksOf(service))}</small>`}</td>
            <td>${words(service.mode)}</td>
            <td>${service.images.filter(Boolean).join(', ') || 'a process'}</td>
            <td>${service.ports.map((port) => `${port.published || 'any'}→${port.target}/${port.protocol}`).join(', ')}</td>
            <td>${when(service.updatedAt)}</td>
          </tr>`)}
        </tbody>
      </table>`;
  }
}
