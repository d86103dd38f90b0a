// Starts the server under test on a data folder and a port of its own, and ends it again.
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, writeFileSync, mkdirSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import https from 'node:https';

const bin = process.env.DAYLIGHT_BIN ?? 'build/dev/bin';
const web = process.env.DAYLIGHT_WEB ?? 'web/dist';

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const {port} = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Several servers at once, perhaps on a small disk: each keeps the least reserve there, and little in memory. Who waits
// for the audit does not wait long.
const frugal = {'storage.reserve_mebibytes': 64, 'database.memory_mebibytes': 96, 'audit.rest_seconds': 5};

export class Server {
  // `demo`: the pace of the demonstration's clock: procedure seconds for each real one, or {first_rate, first_days, rate}.
  // `settings`: further lines of the configuration, by name. `launcher`: a command that becomes the server (taskset …).
  // `pause`: milliseconds between looks whether it is ready; `patience`: seconds until it has to be.
  constructor({demo = null, data = null, port = null, settings = {}, launcher = [], pause = 100, patience = 60} = {}) {
    Object.assign(this, {demo, settings, launcher, pause, patience});
    this.data = data ?? mkdtempSync(join(tmpdir(), 'daylight-e2e-'));
    this.port = port;
    this.extra = [];  // further arguments
    this.output = '';
  }

  get address() {
    return `https://localhost:${this.port}`;
  }
  // What it remembers outside of its data folder.
  get marks() {
    return `${this.data}.marks`;
  }
  get authorityFile() {
    return join(this.data, 'tls', 'local-authority.pem');
  }

  async start() {
    this.port ??= await freePort();
    mkdirSync(this.data, {recursive: true});
    const settings = ['log.level=warning', ...Object.entries({...frugal, ...this.settings}).map(([name, value]) => `${name}=${value}`)];
    if (this.demo) {
      const pace = typeof this.demo === 'number' ? {first_rate: this.demo, rate: this.demo} : this.demo;
      settings.push(...Object.entries(pace).map(([name, value]) => `demo.${name}=${value}`));
    }
    writeFileSync(join(this.data, 'daylight.properties'), settings.join('\n') + '\n');
    const begun = performance.now();
    const [program, ...args] = [...this.launcher, join(bin, 'daylightd'),
      `--data=${this.data}`, `--port=${this.port}`, `--web=${web}`, ...(this.demo ? ['--demo'] : []), ...this.extra];
    this.process = spawn(program, args, {stdio: ['ignore', 'pipe', 'pipe']});
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (bytes) => {
        this.output += bytes;
      });
    }
    this.ended = new Promise((resolve) => this.process.on('exit', (code, signal) => resolve(signal ?? code)));
    await this.ready();
    return performance.now() - begun;
  }

  async ready() {
    for (const end = performance.now() + this.patience * 1000; performance.now() < end;) {
      if (this.process.exitCode !== null) {
        throw new Error(`the server ended:\n${this.output}`);
      }
      if (await this.answers('/readyz')) {
        return;
      }
      await sleep(this.pause);
    }
    throw new Error(`the server is not ready:\n${this.output}`);
  }

  answers(path) {
    return new Promise((resolve) => {
      let ca;
      try {
        ca = readFileSync(this.authorityFile);
      } catch {
        return resolve(false);
      }
      const request = https.get(this.address + path, {ca, timeout: 2000, agent: false}, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      });
      request.on('error', () => resolve(false));
      request.on('timeout', () => request.destroy());
    });
  }

  // The first administrators, as the server printed them.
  administrators() {
    return [...this.output.matchAll(/^ {2}(admin-\d) {2}(\S+)$/gm)].map(([, login, password]) => ({login, password}));
  }

  async stop(signal = 'SIGTERM') {
    if (this.process && this.process.exitCode === null) {
      this.process.kill(signal);
    }
    return await this.ended;
  }

  // The process of the server's own database.
  databaseProcess() {
    const mark = `--defaults-file=${this.data}/database/`;
    const found = readdirSync('/proc').find((entry) => {
      try {
        return /^\d+$/.test(entry) && readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0').some((word) => word.startsWith(mark));
      } catch {
        return false; // it ended while we looked
      }
    });
    return found ? Number(found) : null;
  }

  // What the database's owner may do: anything. A statement's rows, a line each.
  sql(statement) {
    const folder = join(this.data, 'database');
    const options = readdirSync(folder).filter((name) => /\.(cnf|ini)$/.test(name)).map((name) => readFileSync(join(folder, name), 'utf8')).join('');
    const [, socket] = options.match(/^socket = (.*)$/m);
    return execFileSync('mariadb', ['--no-defaults', `--socket=${socket}`, `--user=${userInfo().username}`, '--batch', '--skip-column-names',
      'daylight', '--execute', statement]).toString().split('\n').filter((line) => line !== '');
  }

  async remove() {
    await this.stop();
    for (const folder of [this.data, this.marks]) {
      rmSync(folder, {recursive: true, force: true});
    }
  }
}
