import { html, nothing } from '/dashboard/lit-html/lit-html.js';
import { servicePath } from '../api.js';
import { command, confirmed } from '../commands.js';
import { healthOf, isJob, reasonOf } from '../health.js';
import { words } from '../format.js';
import { LogView } from '../log-view.js';
import { WhyView } from '../why-view.js';
import { badge, eventTable, taskTable, when } from '../parts.js';
import { keyOf } from '../model.js';

const PAST_SHOWN = 20;

/** One service: how it is and why, its tasks and log, and what may be done with it. */
export class Service {
  #id;
  #changed;
  #log = null;
  #why;

  constructor([namespace, name], changed) {
    this.#id = { namespace, name };
    this.#changed = changed;
    this.title = `Service ${name}`;
    this.#why = new WhyView(`/why/${encodeURIComponent(name)}?namespace=${encodeURIComponent(namespace)}`, changed);
  }

  close() {
    this.#log?.close();
  }

  view(model) {
    const service = model.services.get(keyOf(this.#id));
    if (!service) {
      return html`<p>There is no service ${this.#id.name} in namespace ${this.#id.namespace}. <a href="#/services">All services</a></p>`;
    }
    const tasks = model.tasksOf(service).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    const wanted = tasks.filter((task) => task.desired === 'running');
    const past = tasks.filter((task) => task.desired !== 'running').slice(0, PAST_SHOWN);
    const events = model.events.filter((event) => event.entity === service.id || event.id === service.id);
    return html`
      ${facts(service, tasks)}
      ${this.#actions(service)}
      ${taskTable(wanted.sort((a, b) => a.slot.localeCompare(b.slot, undefined, { numeric: true })), 'Tasks')}
      ${past.length > 0 ? taskTable(past, 'Tasks that are not wanted any more, newest first') : nothing}
      ${this.#why.view(`${service.updatedAt} ${service.running} ${service.rollout} ${service.pending}`)}
      ${this.#log ? this.#log.view() : html`<p><button @click=${() => this.#follow()}>Follow the log</button></p>`}
      ${eventTable(events, 'Seen since this page was opened')}`;
  }

  #follow() {
    this.#log = new LogView(servicePath(this.#id, '/logs') + '&follow=true&tail=100', this.#changed);
    this.#changed();
  }

  #actions(service) {
    const path = (rest = '') => servicePath(service, rest);
    const { name } = service;
    return html`
      <section class="actions" aria-label="Commands">
        ${service.mode === 'replicated' ? html`
          <form @submit=${(event) => this.#scale(event, service)}>
            <label>Replicas <input name="replicas" type="number" min="0" max="100000" required .value=${String(service.desired)}></label>
            <button>Scale</button>
          </form>` : nothing}
        <button @click=${() => command(`${name} is replaced task by task`, 'POST', path('/restart'))}>Restart</button>
        <button @click=${() => confirmed(`Put the previous spec of ${name} again?`, `${name} goes back`, 'POST', path('/rollback'))}>Roll back</button>
        ${service.rollout === 'updating' ? html`
          <button @click=${() => command(`the rollout of ${name} pauses`, 'POST', path('/rollout/pause'))}>Pause the rollout</button>` : nothing}
        ${service.rollout === 'paused' ? html`
          <button @click=${() => command(`the rollout of ${name} goes on`, 'POST', path('/rollout/resume'))}>Go on with the rollout</button>` : nothing}
        <button class="danger" @click=${() => confirmed(`Remove ${name} and stop its tasks?`, `${name} is being removed`, 'DELETE', path())}>Remove</button>
      </section>`;
  }

  #scale(event, service) {
    event.preventDefault();
    const replicas = Number(new FormData(event.target).get('replicas'));
    command(`${service.name} goes to ${replicas}`, 'POST', servicePath(service, '/scale'), { replicas });
  }
}

const facts = (service, tasks) => html`
  <dl class="facts">
    <div><dt>State</dt><dd>${badge(healthOf(service), `${service.running} of ${service.desired} running`)}
      ${healthOf(service) === 'ok' ? nothing : html`<br>${reasonOf(service, tasks)}`}</dd></div>
    ${isJob(service) ? html`<div><dt>Completed</dt><dd>${service.completed}</dd></div>` : nothing}
    <div><dt>Mode</dt><dd>${words(service.mode)}</dd></div>
    <div><dt>Image</dt><dd>${service.images.filter(Boolean).join(', ') || 'a process'}</dd></div>
    <div><dt>Revision</dt><dd>${service.revision}${service.rollout ? html` · ${words(service.rollout)}` : nothing}</dd></div>
    <div><dt>Stack</dt><dd>${service.stack || 'none'}</dd></div>
    <div><dt>Changed</dt><dd>${when(service.updatedAt)} ago</dd></div>
  </dl>`;
