// A client of the public API as an outsider would write one, with nothing of the project's own code: node's https,
// node's crypto and the openssl command.
import {execFileSync} from 'node:child_process';
import {createHash, createPrivateKey, createSign, randomBytes} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import https from 'node:https';

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const base64url = (bytes) => Buffer.from(bytes).toString('base64url');
export const newKey = () => randomBytes(16).toString('hex');

export class Refused extends Error {
  constructor(reply) {
    super(`${reply.method} ${reply.path}: ${reply.status} ${reply.text.slice(0, 600)}`);
    Object.defineProperty(this, 'reply', {value: reply, enumerable: false});
    this.code = reply.json?.code;
  }
}

export class Client {
  constructor(server, {transcript = null, name = ''} = {}) {
    this.server = server;
    this.ca = readFileSync(server.authorityFile);
    this.agent = new https.Agent({keepAlive: true, ca: this.ca});
    this.cookie = null;
    this.transcript = transcript;
    this.name = name;
  }

  // Sends a request as it is told to; headers that are null are left out.
  send(method, path, {body, headers = {}} = {}) {
    const bytes = body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(body);
    const all = {
      'Accept-Language': 'zh-CN',
      ...(method === 'GET' ? {} : {Origin: this.server.address}),
      ...(this.cookie ? {Cookie: this.cookie} : {}),
      ...(bytes ? {'Content-Length': bytes.length} : method === 'GET' ? {} : {'Content-Length': 0}),
      ...headers,
    };
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
    return new Promise((resolve, reject) => {
      const request = https.request(this.server.address + path, {method, headers: sent, agent: this.agent}, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => {
          const raw = Buffer.concat(parts);
          const text = raw.toString();
          let json;
          try {
            json = JSON.parse(text);
          } catch {
            json = undefined;
          }
          const reply = {method, path, status: response.statusCode, headers: response.headers, raw, text, json};
          this.transcript?.note(this.name, {method, path, headers: sent, body: bytes?.toString()}, reply);
          resolve(reply);
        });
      });
      request.on('error', reject);
      request.setTimeout(30000, () => request.destroy(new Error(`${method} ${path}: no answer in 30 s`)));
      request.end(bytes);
    });
  }

  async tell(method, path, body, headers = {}) {
    return this.send(method, path, {
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
        ...(method === 'GET' ? {} : {'Idempotency-Key': newKey()}),
        ...headers,
      },
    });
  }

  // An act that asks for a fresh confirmation gets it by the password, and goes out again under its own key.
  async tellConfirmed(method, path, body, headers = {}) {
    const all = {'Idempotency-Key': newKey(), ...headers};
    const reply = await this.tell(method, path, body, all);
    if (reply.json?.code !== 'step_up_required') {
      return reply;
    }
    expectOk(await this.tell('POST', '/api/v1/session/confirm', {password: this.password}));
    return this.tell(method, path, body, all);
  }

  // The same, where a refusal is a failure of the test.
  async get(path) {
    return expectOk(await this.tell('GET', path));
  }
  async post(path, body, headers) {
    return expectOk(await this.tellConfirmed('POST', path, body, headers));
  }
  async put(path, body) {
    return expectOk(await this.tellConfirmed('PUT', path, body));
  }

  async signIn(login, password) {
    const reply = await this.tell('POST', '/api/v1/session', {login, password});
    if (reply.status === 200) {
      this.cookie = reply.headers['set-cookie'][0].split(';')[0];
      this.login = login;
      this.password = password;
    }
    return reply;
  }

  async upload(bytes, type = 'application/pdf') {
    return expectOk(
      await this.send('POST', '/api/v1/uploads', {body: bytes, headers: {'Content-Type': type, 'Idempotency-Key': newKey()}}));
  }

  // A key and a certificate request made by the openssl command, certified by the platform.
  async certify() {
    const folder = mkdtempSync(join(tmpdir(), 'daylight-key-'));
    const key = join(folder, 'key.pem');
    execFileSync('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', key], {stdio: 'ignore'});
    const request = execFileSync('openssl', ['req', '-new', '-key', key, '-subj', '/CN=' + this.login]).toString();
    this.key = createPrivateKey(readFileSync(key));
    rmSync(folder, {recursive: true});
    const issued = await this.post('/api/v1/certificates', {request_pem: request});
    this.serial = issued.serial;
    return issued;
  }

  // A signed act: compact JWS with ES256 (RFC 7515), its nonce the Idempotency-Key.
  act(type, payload, {audience, minutes = 5, key = this.key, serial = this.serial} = {}) {
    const nonce = newKey();
    const body = {audience, ...payload, nonce, expires_at: new Date(Date.now() + minutes * 60000).toISOString()};
    const input = base64url(JSON.stringify({alg: 'ES256', typ: type, kid: serial})) + '.' + base64url(JSON.stringify(body));
    const signature = createSign('SHA256').update(input).sign({key, dsaEncoding: 'ieee-p1363'});
    return {statement: input + '.' + base64url(signature), nonce};
  }

  async tellSigned(path, act) {
    return this.tellConfirmed('POST', path, {statement: act.statement}, {'Idempotency-Key': act.nonce});
  }

  close() {
    this.agent.destroy();
  }
}

export function expectOk(reply) {
  if (reply.status !== 200) {
    throw new Refused(reply);
  }
  return reply.json;
}
