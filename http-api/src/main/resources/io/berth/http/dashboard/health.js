/** What is not as desired, and in which words it is told. Pure. */

const BUSY = new Set(['updating', 'rollingBack']);
const STUCK = new Set(['paused', 'rollbackPaused']);

export const isJob = (service) => service.mode.endsWith('Job');

/** `ok`, `busy` (on its way) or `bad` (not as desired). */
export function healthOf(service) {
  if (service.removing) {
    return 'busy';
  }
  if (service.pending > 0 || STUCK.has(service.rollout)) {
    return 'bad';
  }
  const there = isJob(service) ? service.completed + service.running : service.running;
  if (BUSY.has(service.rollout)) {
    return 'busy';
  }
  return there < service.desired ? 'bad' : 'ok';
}

/** Why a service is not as desired: one sentence, from what is known without asking. */
export function reasonOf(service, tasks) {
  if (service.removing) {
    return 'it is being removed';
  }
  if (service.why?.length > 0) {
    return service.why.join('; ');
  }
  if (service.pending > 0) {
    return `${count(service.pending, 'slot')} that no node can take`;
  }
  if (STUCK.has(service.rollout)) {
    return 'its rollout is paused after failures';
  }
  const failed = tasks.filter((task) => task.error).sort((a, b) => b.changedAt.localeCompare(a.changedAt))[0];
  if (failed) {
    return `slot ${failed.slot} failed: ${failed.error}`;
  }
  return BUSY.has(service.rollout) ? 'a rollout is going on' : 'tasks are on their way';
}

/** How the whole cluster is, as one line, and everything that is not as desired. */
export function summary(model) {
  const services = [...model.services.values()];
  const nodes = [...model.nodes.values()];
  const troubled = services.filter((service) => healthOf(service) !== 'ok');
  const absent = nodes.filter((node) => node.status !== 'ready');
  const running = services.reduce((sum, service) => sum + service.running, 0);
  const level = troubled.some((service) => healthOf(service) === 'bad') || absent.length > 0
    ? 'bad' : troubled.length > 0 ? 'busy' : 'ok';
  const state = troubled.length === 0
    ? services.length === 0 ? 'No services yet' : `All ${count(services.length, 'service')} as desired`
    : `${troubled.length} of ${count(services.length, 'service')} not as desired`;
  const fleet = absent.length === 0
    ? `${count(nodes.length, 'node')} ready`
    : `${absent.length} of ${count(nodes.length, 'node')} not ready`;
  return { level, line: `${state} · ${fleet} · ${count(running, 'task')} running`, troubled, absent };
}

export const count = (number, thing) => `${number} ${thing}${number === 1 ? '' : 's'}`;
