import { html } from '/dashboard/lit-html/lit-html.js';
import { bytes, cpus } from '../format.js';
import { badge, bar, levelOfNode, nodeLink, when } from '../parts.js';

const SHOWN = 500;

/** All nodes. */
export class Nodes {
  title = 'Nodes';

  view(model) {
    const nodes = [...model.nodes.values()].sort((a, b) => a.hostname.localeCompare(b.hostname));
    return html`
      <table>
        <caption>${nodes.length > SHOWN ? `The first ${SHOWN} of ${nodes.length} nodes` : 'Nodes'}</caption>
        <thead><tr><th scope="col">Node</th><th scope="col">Status</th><th scope="col">Availability</th><th scope="col">Tasks</th><th scope="col">CPU reserved</th><th scope="col">Memory reserved</th><th scope="col">Labels</th><th scope="col">Since</th></tr></thead>
        <tbody>${nodes.slice(0, SHOWN).map((node) => html`
          <tr>
            <td>${nodeLink(node.id, node.hostname)}</td>
            <td>${badge(levelOfNode(node), node.status)}</td>
            <td>${node.availability}</td>
            <td>${node.tasks}</td>
            <td>${reserved(node, 'nanoCpus', cpus)}</td>
            <td>${reserved(node, 'memoryBytes', bytes)}</td>
            <td>${Object.entries(node.labels).map(([name, value]) => html`<code>${name}=${value}</code> `)}</td>
            <td>${when(node.statusSince)}</td>
          </tr>`)}
        </tbody>
      </table>`;
  }
}

/** A bar of what tasks hold of a resource. */
export const reserved = (node, resource, text) =>
  bar(node.reserved[resource], node.capacity[resource], `${text(node.reserved[resource])} of ${text(node.capacity[resource])}`);
