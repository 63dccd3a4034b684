import { html, nothing } from '/dashboard/lit-html/lit-html.js';
import '../fleet-map.js';
import { count, reasonOf, healthOf, summary } from '../health.js';
import { badge, eventTable, levelOfNode, nodeLink, serviceLink, when } from '../parts.js';

const EVENTS = 15;

/** What is wrong and why, the fleet, and what has just happened. */
export class Overview {
  title = 'Overview';
  #label = '';
  #changed;

  constructor(_, changed) {
    this.#changed = changed;
  }

  view(model) {
    const nodes = [...model.nodes.values()].sort((a, b) => a.hostname.localeCompare(b.hostname));
    const { troubled, absent } = summary(model);
    return html`
      ${troubled.length + absent.length > 0 ? this.#trouble(model, troubled, absent) : nothing}
      <section aria-labelledby="fleet">
        <h2 id="fleet">Fleet</h2>
        ${this.#groupBy(nodes)}
        <berth-fleet-map .data=${{ nodes, tasks: live(model), label: this.#label }}></berth-fleet-map>
      </section>
      <section>${eventTable(model.events.slice(0, EVENTS), 'What has just happened')}</section>`;
  }

  #trouble(model, troubled, absent) {
    return html`
      <section aria-labelledby="trouble">
        <h2 id="trouble">Not as desired</h2>
        <ul class="trouble">
          ${absent.map((node) => html`<li>${badge(levelOfNode(node), node.status)} node ${nodeLink(node.id, node.hostname)} since
            ${when(node.statusSince)}: ${count(node.tasks, 'task')} of it</li>`)}
          ${troubled.map((service) => html`<li>${badge(healthOf(service), `${service.running} of ${service.desired}`)}
            ${serviceLink(service)}: ${reasonOf(service, model.tasksOf(service))}</li>`)}
        </ul>
      </section>`;
  }

  #groupBy(nodes) {
    const labels = [...new Set(nodes.flatMap((node) => [...Object.keys(node.labels), ...Object.keys(node.engineLabels)]))];
    return labels.length === 0 ? nothing : html`
      <label>Grouped by <select @change=${(event) => { this.#label = event.target.value; this.#changed(); }}>
        <option value="">nothing</option>
        ${labels.sort().map((label) => html`<option ?selected=${label === this.#label}>${label}</option>`)}
      </select></label>`;
  }
}

const PAST = new Set(['complete', 'failed', 'rejected', 'shutdown', 'removed', 'lost', 'orphaned']);

const live = (model) => [...model.tasks.values()].filter((task) => !PAST.has(task.state));
