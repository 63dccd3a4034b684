import { html } from '/dashboard/lit-html/lit-html.js';
import { command, confirmed } from '../commands.js';
import { bytes, cpus } from '../format.js';
import { badge, eventTable, levelOfNode, taskTable, when } from '../parts.js';
import { reserved } from './nodes.js';

const TASKS_SHOWN = 200;

/** One node, its tasks, and its availability. */
export class Node {
  #id;

  constructor([id]) {
    this.#id = id;
    this.title = 'Node';
  }

  view(model) {
    const node = model.nodes.get(this.#id);
    if (!node) {
      return html`<p>There is no node ${this.#id}. <a href="#/nodes">All nodes</a></p>`;
    }
    this.title = `Node ${node.hostname}`;
    const tasks = model.tasksOn(node).sort((a, b) => b.changedAt.localeCompare(a.changedAt));
    return html`
      <dl class="facts">
        <div><dt>Status</dt><dd>${badge(levelOfNode(node), node.status)} since ${when(node.statusSince)}</dd></div>
        <div><dt>Availability</dt><dd>${node.availability}</dd></div>
        <div><dt>CPU</dt><dd>${reserved(node, 'nanoCpus', cpus)}</dd></div>
        <div><dt>Memory</dt><dd>${reserved(node, 'memoryBytes', bytes)}</dd></div>
        <div><dt>Address</dt><dd>${node.address}</dd></div>
        <div><dt>Runs</dt><dd>${node.runtimes.join(', ')} ${node.engineVersion} on ${node.platform.os}/${node.platform.arch}</dd></div>
        <div><dt>Labels</dt><dd>${Object.entries(node.labels).map(([name, value]) => html`<code>${name}=${value}</code> `)}</dd></div>
        <div><dt>Connections</dt><dd>${node.incarnation}</dd></div>
      </dl>
      <section class="actions" aria-label="Commands">
        ${['active', 'pause', 'drain'].filter((wish) => wish !== node.availability).map((wish) => html`
          <button @click=${() => this.#make(node, wish)}>${{ active: 'Make active', pause: 'Pause', drain: 'Drain' }[wish]}</button>`)}
      </section>
      ${taskTable(tasks.slice(0, TASKS_SHOWN), tasks.length > TASKS_SHOWN ? `The last ${TASKS_SHOWN} of ${tasks.length} tasks` : 'Tasks')}
      ${eventTable(model.events.filter((event) => event.kind === 'node' && event.id === node.id), 'Seen since this page was opened')}`;
  }

  #make(node, availability) {
    const path = `/nodes/${encodeURIComponent(node.id)}`;
    const send = availability === 'drain' ? confirmed.bind(null, `Drain ${node.hostname}: move its tasks to other nodes?`) : command;
    send(`${node.hostname} is ${availability} now`, 'PATCH', path, { availability });
  }
}
