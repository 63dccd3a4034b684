import { PREFIX, get, servicePath } from './api.js';

/** Newest events that the pages show; older ones are in the history of their entity. */
const EVENTS_KEPT = 500;
/** An entity that changes all the time is read anew at most this often. */
const READ_AGAIN_MILLIS = 200;
const RETRY_MILLIS = 1000;

/**
 * The state of the cluster: read once, and from then on kept by the event stream. An event says which entity changed, and
 * that entity alone is read anew, so that no rule of the member is repeated here. Sends `change` whenever anything differs.
 */
export class Model extends EventTarget {
  services = new Map();
  tasks = new Map();
  nodes = new Map();
  events = [];
  /** `loading`, `live` or `lost`. */
  link = 'loading';
  /** What the lists do not hold, and why; empty if they are complete. */
  missing = '';
  #position = 0;
  #socket = null;
  #dirty = new Map();
  #timer = null;

  /** Reads everything and follows; begins again whenever the stream cannot be resumed. */
  async start() {
    try {
      const [services, tasks, nodes] = await Promise.all([get('/services'), get('/tasks'), get('/nodes')]);
      this.services = new Map(services.items.map((service) => [keyOf(service), service]));
      this.tasks = new Map(tasks.items.map((task) => [task.id, task]));
      this.nodes = new Map(nodes.items.map((node) => [node.id, node]));
      this.missing = services.missing || tasks.missing || nodes.missing;
      this.#position = Math.min(services.position, tasks.position, nodes.position);
      this.#follow();
    } catch (unreachable) {
      this.#lost(this.#socket);
    }
    this.#changed();
  }

  /** Tasks of a service that are wanted, or have ended, newest last. */
  tasksOf(service) {
    return [...this.tasks.values()].filter(
      (task) => task.service === service.name && task.namespace === service.namespace);
  }

  tasksOn(node) {
    return [...this.tasks.values()].filter((task) => task.node === node.id);
  }

  #follow() {
    const address = new URL(`${PREFIX}/events?since=${this.#position}`, location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.onopen = () => {
      this.link = 'live';
      this.#changed();
    };
    socket.onclose = () => this.#lost(socket);
    socket.onmessage = (message) => {
      const event = JSON.parse(message.data);
      this.#position = event.position;
      if (event.type) {
        this.#apply(event);
      }
    };
  }

  /** What was missed is read with the lists: the pages never show a state that they cannot vouch for as live. */
  #lost(socket) {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = null;
    socket?.close();
    this.link = 'lost';
    this.#changed();
    setTimeout(() => this.start(), RETRY_MILLIS);
  }

  #apply(event) {
    this.events.unshift(event);
    this.events.length = Math.min(this.events.length, EVENTS_KEPT);
    if (event.kind === 'service' || event.kind === 'node') {
      this.#dirty.set(event.entity, event);
      this.#timer ??= setTimeout(() => this.#readDirty(), READ_AGAIN_MILLIS);
    }
    this.#changed();
  }

  async #readDirty() {
    const dirty = [...this.#dirty.values()];
    this.#dirty.clear();
    try {
      await Promise.all(dirty.map((event) => event.kind === 'node' ? this.#readNode(event.id) : this.#readService(event.id)));
    } catch (unreachable) {
      this.#lost(this.#socket);
    }
    this.#timer = this.#dirty.size > 0 ? setTimeout(() => this.#readDirty(), READ_AGAIN_MILLIS) : null;
    this.#changed();
  }

  async #readNode(id) {
    const node = await orGone(get(`/nodes/${encodeURIComponent(id)}`));
    replace(this.nodes, id, node);
  }

  async #readService(id) {
    const [, namespace, name] = id.split('/');
    const [service, tasks] = await Promise.all([
      orGone(get(servicePath({ namespace, name }))),
      get(`/tasks?service=${encodeURIComponent(name)}&namespace=${encodeURIComponent(namespace)}`),
    ]);
    replace(this.services, keyOf({ namespace, name }), service && inList(service));
    const kept = new Set(tasks.items.map((task) => task.id));
    for (const task of this.tasksOf({ namespace, name })) {
      if (!kept.has(task.id)) {
        this.tasks.delete(task.id);
      }
    }
    tasks.items.forEach((task) => this.tasks.set(task.id, task));
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

export const keyOf = ({ namespace, name }) => `${namespace}/${name}`;

/** One service as the list of services has it. */
const inList = (service) => ({
  ...service,
  mode: service.spec.mode.kind,
  images: service.spec.template.containers.map((container) => container.image),
  labels: service.spec.labels,
  rollout: service.rollout?.status ?? '',
  pending: service.pending.reduce((slots, group) => slots + group.slots.length, 0),
  why: service.pending.map((group) => group.text),
});

function replace(map, key, value) {
  if (value) {
    map.set(key, value);
  } else {
    map.delete(key);
  }
}

/** The answer, or null for what does not exist any more. */
async function orGone(answer) {
  try {
    return await answer;
  } catch (problem) {
    if (problem.status === 404) {
      return null;
    }
    throw problem;
  }
}
