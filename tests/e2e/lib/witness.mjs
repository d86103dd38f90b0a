// An outside witness: `daylight witness` as a process of its own.
import {spawn} from 'node:child_process';
import {createHash, generateKeyPairSync} from 'node:crypto';
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {freePort, sleep} from './server.mjs';

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

  // Key and port before it runs, for a log that must know them before it has a key of its own. The form of a
  // verifier key: c2sp.org/tlog-cosignature.
  async prepare() {
    const {privateKey, publicKey} = generateKeyPairSync('ed25519');
    writeFileSync(join(this.state, 'witness.key'), privateKey.export({type: 'pkcs8', format: 'pem'}), {mode: 0o600});
    const key = Buffer.concat([Buffer.from([4]), Buffer.from(publicKey.export({format: 'jwk'}).x, 'base64url')]);
    const id = createHash('sha256').update(`${this.name}\n`).update(key).digest('hex').slice(0, 8);
    this.key = `${this.name}+${id}+${key.toString('base64')}`;
    this.port = await freePort();
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
    for (let tries = 0; tries < 200; ++tries) {
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
