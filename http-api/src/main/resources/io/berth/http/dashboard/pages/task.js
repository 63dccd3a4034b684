import { html, nothing } from '/dashboard/lit-html/lit-html.js';
import { LogView } from '../log-view.js';
import { WhyView } from '../why-view.js';
import { badge, levelOfTask, nodeLink, serviceLink, when } from '../parts.js';

/** One task: where, how, why, and its log. */
export class Task {
  #id;
  #log;
  #why;

  constructor([id], changed) {
    this.#id = id;
    this.title = `Task ${id.slice(0, 12)}`;
    this.#log = new LogView(`/tasks/${id}/logs?follow=true&tail=200`, changed);
    this.#why = new WhyView(`/why/${id}`, changed);
  }

  close() {
    this.#log.close();
  }

  view(model) {
    const task = model.tasks.get(this.#id);
    return html`
      ${task ? facts(task) : html`<p>This task is not in the lists any more; what its history still says:</p>`}
      ${this.#why.view(task ? `${task.state} ${task.desired}` : 'gone')}
      ${this.#log.view()}`;
  }
}

const facts = (task) => html`
  <dl class="facts">
    <div><dt>State</dt><dd>${badge(levelOfTask(task), task.state)} since ${when(task.changedAt)}</dd></div>
    <div><dt>Wanted</dt><dd>${task.desired}${task.reason ? html` · ${task.reason}` : nothing}</dd></div>
    <div><dt>Service</dt><dd>${serviceLink({ namespace: task.namespace, name: task.service })} slot ${task.slot}, revision ${task.revision}</dd></div>
    <div><dt>Node</dt><dd>${nodeLink(task.node, task.hostname)}</dd></div>
    ${task.error ? html`<div><dt>Error</dt><dd class="error">${task.error}</dd></div>` : nothing}
    ${task.exitCode === undefined ? nothing : html`<div><dt>Exit code</dt><dd>${task.exitCode}</dd></div>`}
    <div><dt>Containers</dt><dd>${task.containers.map((container) => html`${container.name}: ${container.running ? 'running' : 'not running'}, ${container.restarts} restarts in place<br>`)}</dd></div>
    <div><dt>Ports</dt><dd>${task.ports.map((port) => `${port.published}→${port.target}/${port.protocol}`).join(', ') || 'none'}</dd></div>
  </dl>`;
