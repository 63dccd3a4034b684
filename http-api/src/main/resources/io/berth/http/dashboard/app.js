import { html, nothing, render } from '/dashboard/lit-html/lit-html.js';
import { onOutcome, outcomeLine, tell } from './commands.js';
import { summary } from './health.js';
import { Model } from './model.js';
import { badge } from './parts.js';
import { Deploy } from './pages/deploy.js';
import { Events } from './pages/events.js';
import { Node } from './pages/node.js';
import { Nodes } from './pages/nodes.js';
import { Overview } from './pages/overview.js';
import { Service } from './pages/service.js';
import { Services } from './pages/services.js';
import { Task } from './pages/task.js';

/** The first step of the address, how many more it needs, and its page. */
const PAGES = [
  ['', 0, Overview], ['services', 0, Services], ['services', 2, Service], ['nodes', 0, Nodes], ['nodes', 1, Node],
  ['tasks', 1, Task], ['events', 0, Events], ['deploy', 0, Deploy],
];
const MENU = [['', 'Overview'], ['services', 'Services'], ['nodes', 'Nodes'], ['events', 'Events'], ['deploy', 'Deploy']];
const THEMES = ['auto', 'light', 'dark'];

const model = new Model();
const root = document.getElementById('app');
let page = null;
let frame = 0;

/** Draws once a frame at most, however much has changed. */
function changed() {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    draw();
  });
}

function steps() {
  return location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
}

function navigate() {
  page?.close?.();
  tell('', '');
  const [first, ...rest] = steps();
  const found = PAGES.find(([name, more]) => name === first && more === rest.length);
  page = found ? new found[2](rest, changed) : new Overview([], changed);
  draw();
  document.getElementById('main')?.focus();
}

function draw() {
  const { level, line } = summary(model);
  const content = page.view(model);
  document.title = `${model.link === 'live' ? '' : '(not live) '}${page.title} · Berth`;
  render(html`
    <a class="skip" href="#main" @click=${skip}>To the content</a>
    <header>
      <h1><a href="#/">Berth</a></h1>
      <p class="cluster" role="status">${model.link === 'loading' ? 'Loading…' : badge(level, line)}</p>
      <p class="link ${model.link}">${{ live: '● live', lost: '▲ not live: trying again', loading: '○ loading' }[model.link]}</p>
      <button class="plain" @click=${nextTheme} aria-label="Colours: ${theme()}">${theme()}</button>
    </header>
    <nav aria-label="Pages"><ul>${MENU.map(([name, text]) => html`
      <li><a href="#/${name}" aria-current=${steps()[0] === name ? 'page' : nothing}>${text}</a></li>`)}</ul></nav>
    <main id="main" tabindex="-1" class=${model.link === 'lost' ? 'stale' : ''}>
      ${model.missing ? html`<p class="error">Not everything is shown: ${model.missing}</p>` : nothing}
      ${outcomeLine()}
      <h2 class="title">${page.title}</h2>
      ${content}
    </main>`, root);
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

function theme() {
  return localStorage.getItem('theme') ?? 'auto';
}

function nextTheme() {
  localStorage.setItem('theme', THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
  applyTheme();
  changed();
}

function applyTheme() {
  document.documentElement.dataset.theme = theme();
}

applyTheme();
root.replaceChildren();
onOutcome(changed);
model.addEventListener('change', changed);
window.addEventListener('hashchange', navigate);
setInterval(changed, 5000); // ages are shown
navigate();
model.start();
