// A time stamp authority (RFC 3161): `openssl ts -reply` behind a web server, under a root of its own.
import {execFile} from 'node:child_process';
import {createServer} from 'node:http';
import {readFileSync, writeFileSync} from 'node:fs';
import {promisify} from 'node:util';
import {OutsideAuthority} from './outside.mjs';

const run = promisify(execFile);

export class StampAuthority {
  constructor(name) {
    this.root = new OutsideAuthority(name);
    this.root.issue('tsa', `/O=${name}/CN=stamps`, {use: 'stamps'});
    writeFileSync(this.root.at('serial'), '01\n');
    writeFileSync(this.root.at('tsa.cnf'), `[tsa]\ndefault_tsa = it\n[it]\nserial = ${this.root.at('serial')}\nsigner_cert = ${this.root.at('tsa.pem')}\n`
      + `signer_key = ${this.root.at('tsa.key')}\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\nclock_precision_digits = 3\nordering = yes\ntsa_name = yes\n`);
    this.requests = [];  // {at, type, bytes}, as they came
    this.override = null;  // a function of node's response that answers instead
    this.turn = Promise.resolve();  // the file of serial numbers bears one at a time
    this.server = createServer((request, response) => this.take(request, response));
  }

  get rootFile() {
    return this.root.at('ca.pem');
  }
  get url() {
    return `http://127.0.0.1:${this.port}/stamps`;
  }

  async start() {
    await new Promise((resolve) => this.server.listen(this.port ?? 0, '127.0.0.1', resolve));
    this.port = this.server.address().port;
  }
  // It is away until it starts again, on the same port.
  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
  async remove() {
    if (this.server.listening) {
      await this.stop();
    }
    await this.turn;
    this.root.remove();
  }

  async take(request, response) {
    const at = performance.now();
    const parts = [];
    for await (const part of request) {
      parts.push(part);
    }
    const bytes = Buffer.concat(parts);
    this.requests.push({at, type: request.headers['content-type'], method: request.method, bytes});
    if (this.override) {
      return this.override(response);
    }
    const answer = this.turn.then(() => this.stamp(bytes));
    this.turn = answer.catch(() => {});
    try {
      response.writeHead(200, {'Content-Type': 'application/timestamp-reply'}).end(await answer);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  }

  async stamp(query) {
    writeFileSync(this.root.at('query.tsq'), query);
    await run('openssl', ['ts', '-reply', '-config', this.root.at('tsa.cnf'), '-queryfile', this.root.at('query.tsq'), '-out', this.root.at('reply.tsr')]);
    return readFileSync(this.root.at('reply.tsr'));
  }
}
