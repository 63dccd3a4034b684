/** Small parts that several pages show. */
import { html, nothing } from '/dashboard/lit-html/lit-html.js';
import { age, clock, words } from './format.js';

const SIGNS = { ok: '●', busy: '◐', bad: '▲' };
const TASK_LEVELS = {
  running: 'ok', complete: 'ok', failed: 'bad', rejected: 'bad', lost: 'bad', orphaned: 'bad', shutdown: 'gone', removed: 'gone',
};

export const levelOfTask = (task) =>
  task.desired === 'shutdown' && task.state === 'running' ? 'busy' : TASK_LEVELS[task.state] ?? 'busy';

export const levelOfNode = (node) =>
  node.status !== 'ready' ? 'bad' : node.availability === 'active' ? 'ok' : 'busy';

/** A word with a sign, so that no colour alone carries the meaning. */
export const badge = (level, text) =>
  html`<span class="badge ${level}"><span aria-hidden="true">${SIGNS[level] ?? '○'}</span> ${text}</span>`;

export const when = (time) => html`<time datetime=${time} title=${new Date(time).toLocaleString()}>${age(time)}</time>`;

export const serviceLink = ({ namespace, name }, text = name) =>
  html`<a href="#/services/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}">${text}</a>`;

export const nodeLink = (id, text) => html`<a href="#/nodes/${encodeURIComponent(id)}">${text || id}</a>`;

export const taskLink = (task) => html`<a href="#/tasks/${task.id}"><code>${task.id.slice(0, 12)}</code></a>`;

/** What a bar shows is told in words beside it. */
export const bar = (used, all, text) =>
  html`<meter min="0" max=${all || 1} value=${Math.min(used, all)} aria-label=${text}></meter> <span class="of">${text}</span>`;

export function entityLink(event) {
  const [kind, ...rest] = event.entity.split('/');
  if (kind === 'service') {
    return serviceLink({ namespace: rest.at(-2), name: rest.at(-1) });
  }
  return kind === 'node' ? nodeLink(rest[0]) : html`${rest.at(-1)}`;
}

/** Events, the newest first. */
export const eventTable = (events, caption) => events.length === 0 ? html`<h2>${caption}</h2><p>Nothing yet.</p>` : html`
  <table class="events">
    <caption>${caption}</caption>
    <thead><tr><th scope="col">Time</th><th scope="col">What</th><th scope="col">Of</th><th scope="col">Says</th><th scope="col">By</th></tr></thead>
    <tbody>${events.map((event) => html`
      <tr>
        <td><time datetime=${event.time} title=${event.time}>${clock(event.time)}</time></td>
        <td><code>${event.type}</code></td>
        <td>${entityLink(event)}</td>
        <td class="text">${event.text}</td>
        <td>${event.cause.actor}${event.cause.origin ? html`<br><small>from ${event.cause.origin}</small>` : nothing}</td>
      </tr>`)}
    </tbody>
  </table>`;

export const taskTable = (tasks, caption) => html`
  <table>
    <caption>${caption}</caption>
    <thead><tr><th scope="col">Task</th><th scope="col">Slot</th><th scope="col">State</th><th scope="col">Node</th><th scope="col">Revision</th><th scope="col">Since</th><th scope="col">Says</th></tr></thead>
    <tbody>${tasks.map((task) => html`
      <tr class=${task.desired === 'shutdown' ? 'past' : ''}>
        <td>${taskLink(task)}</td>
        <td>${task.service}.${task.slot}</td>
        <td>${badge(levelOfTask(task), words(task.state))}</td>
        <td>${nodeLink(task.node, task.hostname)}</td>
        <td>${task.revision}</td>
        <td>${when(task.changedAt)}</td>
        <td class="text">${task.error || task.reason || task.message}</td>
      </tr>`)}
    </tbody>
  </table>`;
