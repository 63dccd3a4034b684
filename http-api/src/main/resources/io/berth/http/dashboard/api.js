/** The native API, as the pages use it. */
export const PREFIX = '/berth/v1';

/** A refusal of the API (RFC 9457), or a failure to reach it; its message is for the reader. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** Sends a request and gives the answer: an object, text, or null if there is none. */
export async function request(method, path, body, type = 'application/json') {
  let response;
  try {
    response = await fetch(PREFIX + path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': type },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
  } catch (unreachable) {
    throw new Problem(0, `this member does not answer (${unreachable.message}): is it still running?`);
  }
  if (response.ok) {
    return answer(response);
  }
  const problem = await response.json().catch(() => ({}));
  throw new Problem(response.status, problem.detail ?? `${method} ${path} failed with ${response.status}`);
}

function answer(response) {
  const type = response.headers.get('Content-Type') ?? '';
  if (response.status === 204) {
    return null;
  }
  return type.includes('json') ? response.json() : response.text();
}

export const get = (path) => request('GET', path);

/** The path of a service, with its namespace. */
export const servicePath = ({ namespace, name }, rest = '') =>
  `/services/${encodeURIComponent(name)}${rest}?namespace=${encodeURIComponent(namespace)}`;

/** Reads a text answer piece by piece, until it ends or the signal says so. */
export async function readLines(path, signal, take) {
  const response = await fetch(PREFIX + path, { signal });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Problem(response.status, problem.detail ?? `GET ${path} failed with ${response.status}`);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split('\n');
    rest = lines.pop();
    take(lines);
  }
  if (rest) {
    take([rest]);
  }
}
