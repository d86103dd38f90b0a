// What went over the wire, written as Markdown for readers of the API. Everything that changes from run to run (ids,
// digests, moments, keys, signatures) is replaced by a name, so that the pages change only when the API does.
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';

const shown = ['content-type', 'idempotency-key', 'origin', 'location', 'retry-after', 'cache-control', 'etag'];

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export class Transcript {
  constructor(title, introduction) {
    this.title = title;
    this.lines = [`# ${title}`, '', introduction, ''];
    this.names = new Map();
    this.counts = new Map();
    this.recording = false;
  }

  // Notes the exchanges of `work` under a heading.
  async section(heading, text, work) {
    this.lines.push(`## ${heading}`, '', text, '');
    this.recording = true;
    this.exchanges = new Map();
    try {
      return await work();
    } finally {
      this.recording = false;
      for (const lines of this.exchanges.values()) {
        this.lines.push(...lines);
      }
    }
  }

  note(who, request, reply) {
    if (!this.recording || request.path === '/api/v1/site') {
      return;
    }
    const lines = [`${request.method} ${request.path} HTTP/1.1`];
    for (const [name, value] of Object.entries(request.headers)) {
      if (shown.includes(name.toLowerCase())) {
        lines.push(`${name}: ${value}`);
      }
    }
    lines.push(...this.body(request.headers['Content-Type'], request.body));
    lines.push('', `HTTP/1.1 ${reply.status}`);
    for (const name of shown) {
      if (reply.headers[name] !== undefined) {
        lines.push(`${name}: ${reply.headers[name]}`);
      }
    }
    lines.push(...this.body(reply.headers['content-type'], reply.text));
    // Who asks again and again until something is there is shown once, with the last answer.
    const key = request.method === 'GET' ? `${who} ${request.path}` : `${this.exchanges.size} ${request.path}`;
    this.exchanges.delete(key);
    this.exchanges.set(key, [`*${who}*`, '', '```http', this.plain(lines.join('\n')), '```', '']);
  }

  body(type, text) {
    if (!text) {
      return [];
    }
    const json = parsed(text);
    if (json !== undefined) {
      return ['', JSON.stringify(json, (key, value) => (Array.isArray(value) && value.length > 3
        ? [...value.slice(0, 2), `… ${value.length - 2} more`] : typeof value === 'string' && value.length > 600
          ? value.slice(0, 120) + '…' : value), 2)];
    }
    return ['', text.length > 600 ? `… ${type}` : text];
  }

  name(kind, value) {
    const key = kind + value;
    if (!this.names.has(key)) {
      const number = (this.counts.get(kind) ?? 0) + 1;
      this.counts.set(kind, number);
      this.names.set(key, `‹${kind} ${number}›`);
    }
    return this.names.get(key);
  }

  plain(text) {
    return text
      .replace(/-----BEGIN [^-]+-----[\s\S]+?-----END [^-]+-----(\\n)?/g, '‹PEM›')
      .replace(/-----BEGIN [^-]+-----[^"]*…/g, '‹PEM›')
      .replace(/eyJ[\w-]+\.[\w-]*\.?[\w-]*…?/g, '‹JWS›')
      .replace(/https:\/\/localhost:\d+/g, 'https://localhost:8443')
      .replace(/\b[0-9a-f]{64}\b/g, (found) => this.name('digest', found))
      .replace(/\b[0-9a-f]{30,40}\b/g, (found) => this.name('key', found))
      .replace(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, (found) => this.name('id', found))
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+08:00)/g, '‹moment›')
      .replace(/\b20\d\d-\d\d-\d\d\b/g, '‹day›')
      .replace(/\d{4}年\d{1,2}月\d{1,2}日( \d\d:\d\d(:\d\d(\.\d+)?)?)?/g, '‹day›')
      .replace(/"request_id": "[^"]+"/g, '"request_id": "‹request›"')
      .replace(/("(?:plate|deposit_reference|reference)": )"[^"]+"/g, '$1"‹random›"')
      .replace(/\b[0-9A-HJKMNP-TV-Z]{12}\b/g, '‹random›')
      .replace(/("verifier_key": )"[^"]+"/g, '$1"‹verifier›"')
      .replace(/("values": \[\s+)"\d{3,4}"/g, '$1"‹plate›"')
      .replace(/"leaf_index": \d+/g, '"leaf_index": ‹number›')
      .replace(/"tree_size": \d+/g, '"tree_size": ‹number›');
  }

  write(file) {
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, this.lines.join('\n'));
  }
}
