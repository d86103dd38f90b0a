// Everything that can be read over the API, by each of several readers, and what of it changes by itself.
import assert from 'node:assert/strict';

// A value's leaves by their path; a text's lines.
function leaves(value, path, into) {
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value);
    into.set(`${path}#`, entries.length);
    entries.forEach(([name, inner]) => leaves(inner, `${path}.${name}`, into));
  } else {
    into.set(path, value);
  }
  return into;
}

// Says of each request another thing, or says the moment.
const fleeting = ['date', 'x-request-id', 'etag', 'content-length', 'set-cookie', 'last-modified'];

// An answer without an end, and what is signed anew each time, in as many bytes as the signature happens to have.
const unlike = ['/api/v1/feed', '/api/v1/certificates/ca.crl', '/api/v1/tender-lots/{id}/practice.crt'];

export class Answers {
  // `readers`: clients by name. `ids`: what stands after these beginnings of paths, and, under "", after all others.
  constructor(readers, ids) {
    Object.assign(this, {readers, ids});
  }

  async paths() {
    const [reader] = Object.values(this.readers);
    const description = await reader.get('/openapi.json');
    const known = Object.entries(description.paths).filter(([path, methods]) => methods.get && !unlike.includes(path)).map(([path]) => path);
    assert.ok(known.length > 50, 'the description names what can be read');
    const idAt = (path, at) => Object.entries(this.ids).find(([begin]) => at === begin.length && path.startsWith(begin))?.[1] ?? this.ids[''];
    return known.map((path) => path.replace(/\{\w+\}/g, (_, at) => idAt(path, at)));
  }

  // Each answer's status, headers and body, leaf by leaf.
  async read() {
    const all = new Map();
    for (const path of [...await this.paths(), '/announcements.atom', '/log/checkpoint', '/']) {
      await Promise.all(Object.entries(this.readers).map(async ([name, reader]) => {
        const reply = await reader.send('GET', path);
        assert.notEqual(reply.status, 429, 'no more is asked than may be');
        const where = `${name} ${path}`;
        all.set(`${where} status`, reply.status);
        leaves(Object.fromEntries(Object.entries(reply.headers).filter(([header]) => !fleeting.includes(header))), `${where} headers`, all);
        leaves(reply.json ?? reply.text.split('\n'), where, all);
      }));
    }
    return all;
  }
}

// Where two readings differ.
export function changed(before, after) {
  return new Set([...before.keys(), ...after.keys()].filter((path) => before.get(path) !== after.get(path)));
}
