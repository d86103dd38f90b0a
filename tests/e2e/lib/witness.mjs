// An outside witness: `daylight witness` as a process of its own.
import {spawn} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {sleep} from './server.mjs';

const bin = process.env.DAYLIGHT_BIN ?? 'build/dev/bin';

export class Witness {
  // `demoClock`: a file that says by how many seconds a demonstration's clock is ahead.
  constructor(name, logKey, {demoClock = null} = {}) {
    this.demoClock = demoClock;
    this.name = name;
    this.logKey = logKey;
    this.state = mkdtempSync(join(tmpdir(), 'daylight-witness-'));
    this.port = 0;
    this.output = '';
  }

  async start() {
    this.output = '';
    this.process = spawn(join(bin, 'daylight'), ['witness', '--state', this.state, '--name', this.name,
      '--log', this.logKey, '--listen', `127.0.0.1:${this.port}`, ...(this.demoClock ? ['--demo-clock', this.demoClock] : [])], {stdio: ['ignore', 'pipe', 'pipe']});
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (bytes) => {
        this.output += bytes;
      });
    }
    this.ended = new Promise((resolve) => this.process.on('exit', resolve));
    for (let tries = 0; tries < 100; ++tries) {
      const listening = this.output.match(/witness key: (\S+)\nlistening on \S+ port (\d+)/);
      if (listening) {
        [, this.key] = listening;
        this.port = Number(listening[2]);
        return;
      }
      await sleep(50);
    }
    throw new Error(`the witness does not start:\n${this.output}`);
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }
  get evidence() {
    return readdirSync(join(this.state, 'alarms'));
  }

  async stop(signal = 'SIGTERM') {
    if (this.process?.exitCode === null) {
      this.process.kill(signal);
    }
    await this.ended;
  }
  async remove() {
    await this.stop();
    rmSync(this.state, {recursive: true, force: true});
  }
}
