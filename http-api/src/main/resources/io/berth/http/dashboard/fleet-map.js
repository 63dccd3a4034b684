import { levelOfNode, levelOfTask } from './parts.js';

const CELL = 9;
const GAP = 2;
const HEAD = 16;
const PAD = 6;
const NODE_WIDTH = 132;
const COLUMNS = Math.floor((NODE_WIDTH - 2 * PAD) / (CELL + GAP));

/**
 * The fleet as a picture: a box for each node, grouped by a label, with a tile for each live task and bars for what is
 * reserved. Drawn on a canvas, since 20,000 tiles as elements are too slow. Arrow keys go from node to node, Enter opens one,
 * and the node under the pointer or the keyboard is told in words.
 */
export class FleetMap extends HTMLElement {
  #boxes = [];
  #chosen = -1;
  #data = { nodes: [], tasks: [], label: '' };
  #frame = 0;

  connectedCallback() {
    if (!this.canvas) {
      this.canvas = document.createElement('canvas');
      this.canvas.tabIndex = 0;
      this.canvas.setAttribute('role', 'application');
      this.told = document.createElement('p');
      this.told.className = 'told';
      this.told.setAttribute('aria-live', 'polite');
      this.append(this.canvas, this.told);
      this.canvas.addEventListener('mousemove', (event) => this.#choose(this.#at(event)));
      this.canvas.addEventListener('click', (event) => this.#open(this.#at(event)));
      this.canvas.addEventListener('keydown', (event) => this.#key(event));
    }
    this.sizes = new ResizeObserver(() => this.#later());
    this.sizes.observe(this);
  }

  disconnectedCallback() {
    this.sizes.disconnect();
  }

  /** `{nodes, tasks, label}`: what to draw; `label` groups the nodes, empty for no groups. */
  set data(data) {
    this.#data = data;
    this.#later();
  }

  #later() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw() {
    const width = this.clientWidth;
    if (!width) {
      return;
    }
    const height = this.#layout(width);
    const scale = devicePixelRatio || 1;
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    this.canvas.style.height = `${height}px`;
    this.canvas.setAttribute('aria-label',
      `Map of ${this.#data.nodes.length} nodes with ${this.#data.tasks.length} live tasks; arrow keys go from node to node`);
    const pen = this.canvas.getContext('2d');
    pen.scale(scale, scale);
    const style = getComputedStyle(this);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const colours = Object.fromEntries(
      ['ok', 'busy', 'bad', 'gone', 'text', 'muted', 'line', 'panel', 'accent'].map((name) => [name, colour(name)]));
    pen.font = '11px system-ui, sans-serif';
    pen.textBaseline = 'middle';
    for (const box of this.#boxes) {
      drawBox(pen, box, colours, box === this.#boxes[this.#chosen]);
    }
    for (const group of this.groups) {
      pen.fillStyle = colours.muted;
      pen.fillText(group.text, PAD, group.y);
    }
  }

  /** Places the boxes row by row and gives the height. */
  #layout(width) {
    const tasks = Map.groupBy(this.#data.tasks, (task) => task.node);
    const label = this.#data.label;
    const groups = Map.groupBy(this.#data.nodes, (node) => (label ? valueOf(node, label) : ''));
    const across = Math.max(1, Math.floor(width / (NODE_WIDTH + PAD)));
    this.#boxes = [];
    this.groups = [];
    let y = 0;
    for (const [value, nodes] of [...groups].sort(([a], [b]) => a.localeCompare(b))) {
      if (label) {
        this.groups.push({ text: `${label}: ${value || 'not set'} (${nodes.length})`, y: y + HEAD / 2 });
        y += HEAD + PAD;
      }
      for (let first = 0; first < nodes.length; first += across) {
        const row = nodes.slice(first, first + across).map((node) => ({ node, tasks: tasks.get(node.id) ?? [] }));
        const lines = Math.max(1, ...row.map((box) => Math.ceil(box.tasks.length / COLUMNS)));
        const height = HEAD + lines * (CELL + GAP) + 2 * PAD + 8;
        row.forEach((box, column) =>
          this.#boxes.push({ ...box, x: column * (NODE_WIDTH + PAD), y, width: NODE_WIDTH, height }));
        y += height + PAD;
      }
    }
    return Math.max(y, 40);
  }

  #at(event) {
    return this.#boxes.findIndex((box) => event.offsetX >= box.x && event.offsetX < box.x + box.width
      && event.offsetY >= box.y && event.offsetY < box.y + box.height);
  }

  #choose(index) {
    if (index === this.#chosen) {
      return;
    }
    this.#chosen = index;
    const box = this.#boxes[index];
    this.told.textContent = box ? inWords(box) : '';
    this.#later();
  }

  #open(index) {
    const box = this.#boxes[index];
    if (box) {
      location.hash = `#/nodes/${encodeURIComponent(box.node.id)}`;
    }
  }

  #key(event) {
    const across = Math.max(1, Math.floor(this.clientWidth / (NODE_WIDTH + PAD)));
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
    if (event.key === 'Enter') {
      this.#open(this.#chosen);
    } else if (step) {
      this.#choose(Math.max(0, Math.min(this.#boxes.length - 1, this.#chosen + step)));
      event.preventDefault();
    }
  }
}

const valueOf = (node, label) => node.labels[label] ?? node.engineLabels[label] ?? '';

const shareOf = (node, resource) =>
  node.capacity[resource] > 0 ? Math.min(1, node.reserved[resource] / node.capacity[resource]) : 0;

const inWords = ({ node, tasks }) =>
  `${node.hostname}: ${node.status}, ${node.availability}; ${tasks.length} tasks; reserved ${
    Math.round(shareOf(node, 'nanoCpus') * 100)} % of CPU, ${Math.round(shareOf(node, 'memoryBytes') * 100)} % of memory`;

function drawBox(pen, box, colours, isChosen) {
  const level = levelOfNode(box.node);
  pen.fillStyle = colours.panel;
  pen.strokeStyle = isChosen ? colours.accent : level === 'ok' ? colours.line : colours[level];
  pen.lineWidth = isChosen ? 2 : 1;
  pen.beginPath();
  pen.roundRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, 4);
  pen.fill();
  pen.stroke();
  pen.fillStyle = level === 'ok' ? colours.text : colours[level];
  pen.fillText((level === 'bad' ? '▲ ' : level === 'busy' ? '◐ ' : '') + box.node.hostname, box.x + PAD, box.y + HEAD / 2 + 2, box.width - 2 * PAD);
  box.tasks.forEach((task, index) => {
    pen.fillStyle = colours[levelOfTask(task)];
    pen.fillRect(box.x + PAD + (index % COLUMNS) * (CELL + GAP),
      box.y + HEAD + PAD + Math.floor(index / COLUMNS) * (CELL + GAP), CELL, CELL);
  });
  ['nanoCpus', 'memoryBytes'].forEach((resource, index) => {
    const y = box.y + box.height - 10 + index * 4;
    pen.fillStyle = colours.line;
    pen.fillRect(box.x + PAD, y, box.width - 2 * PAD, 3);
    pen.fillStyle = colours.accent;
    pen.fillRect(box.x + PAD, y, (box.width - 2 * PAD) * shareOf(box.node, resource), 3);
  });
}

customElements.define('berth-fleet-map', FleetMap);
