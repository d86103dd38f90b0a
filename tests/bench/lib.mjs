// What the sections of the bench share: medians and their spread, processes bound to a core, what a process has used,
// and a server to measure.
import {execFile, execFileSync, spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {Server, sleep} from '../e2e/lib/server.mjs';

export {sleep};

// The server and its database share the first core, whoever loads them has the second.
export const serverCore = '0';
export const loadCore = '1';

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// How far the runs lie apart: the least and the greatest.
export const spread = (values) => [Math.min(...values), Math.max(...values)];

const ticks = Number(execFileSync('getconf', ['CLK_TCK']));

// Seconds of CPU that a process has used, all its threads together, those that have ended included (proc(5), stat: the
// fields after the name in parentheses).
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}

// Mebibytes of memory that a process holds now.
export function residentMebibytes(pid) {
  const [, kibibytes] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+) kB$/m);
  return Number(kibibytes) / 1024;
}

const targetForm = /^(ratio|value) (<=|>=) ([\d.]+)$/;

// One line of the table. `values` are the runs' figures, `yardstick_values` those of the yardstick beside them; `target`
// is "ratio >= 1.5", "value <= 3" or null. Ratios are taken run by run where there are as many of both.
export function row({name, unit, values, yardstick = null, yardstick_values = null, target = null, note = null}) {
  const value = median(values);
  const beside = yardstick_values ? median(yardstick_values) : null;
  const paired = yardstick_values?.length === values.length;
  const ratio = beside === null ? null : paired ? median(values.map((one, i) => one / yardstick_values[i])) : value / beside;
  let met = null;
  if (target !== null) {
    const form = target.match(targetForm);
    if (!form) {
      throw new Error(`"${target}" is no target`);
    }
    const measured = form[1] === 'ratio' ? ratio : value;
    met = form[2] === '<=' ? measured <= Number(form[3]) : measured >= Number(form[3]);
  }
  return {
    name, unit, value, yardstick, yardstick_value: beside, ratio, target, met,
    spread: spread(values), yardstick_spread: yardstick_values ? spread(yardstick_values) : null, note};
}

export class Bench {
  // `seconds` shortens the measured stretches, `runs` their number: for developing. null: what each section is meant for.
  constructor({seconds = null, runs = null, small = false} = {}) {
    Object.assign(this, {seconds, runs, small, median, spread, row, cpuSeconds, residentMebibytes, sleep, serverCore, loadCore});
    this.bin = process.env.DAYLIGHT_BIN;
    this.servers = [];
    this.folders = [];
  }

  say(text) {
    console.error(`   ${text}`);
  }

  // A new empty folder on the disk where databases lie too, removed at the end. Every account can pass through it.
  folder() {
    const folder = mkdtempSync(join(tmpdir(), 'daylight-bench-'));
    execFileSync('chmod', ['755', folder]);
    this.folders.push(folder);
    return folder;
  }

  // The command line of a program on one core; what it starts stays on that core too.
  pinned(core, program, args = []) {
    return ['taskset', '-c', core, program, ...args];
  }

  // Runs one of our bench programs on a core to its end; its JSON answer.
  async program(core, name, args = []) {
    const [command, ...rest] = this.pinned(core, join(this.bin, name), args.map(String));
    const {stdout} = await promisify(execFile)(command, rest, {maxBuffer: 1 << 28});
    return JSON.parse(stdout);
  }

  // The same, left running: {process, ended}, where ended is its output as JSON.
  begin(core, name, args = []) {
    const [command, ...rest] = this.pinned(core, join(this.bin, name), args.map(String));
    const child = spawn(command, rest, {stdio: ['pipe', 'pipe', 'inherit']});
    let text = '';
    child.stdout.on('data', (bytes) => {
      text += bytes;
    });
    const ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => (code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`${name} ended: ${signal ?? code}`))));
    });
    return {process: child, ended};
  }

  // A server bound to its core, with limits that no load generator meets. Ended with the bench.
  async server({demo = null, data = null, settings = {}, ...rest} = {}) {
    const server = new Server({
      demo, data: data ?? join(this.folder(), 'data'), launcher: ['taskset', '-c', serverCore],
      settings: {...generous, ...settings}, patience: 300, ...rest});
    this.servers.push(server);
    await server.start();
    return server;
  }

  // Seconds of CPU that the server and its database have used so far.
  used(server) {
    const database = server.databaseProcess();
    return {server: cpuSeconds(server.process.pid), database: database ? cpuSeconds(database) : 0};
  }

  async end() {
    for (const server of this.servers.splice(0)) {
      await server.stop();
    }
    for (const folder of this.folders.splice(0)) {
      rmSync(folder, {recursive: true, force: true});
    }
  }
}

const most = 1000000;
const databaseMemory = 2048; // mebibytes: what a machine of 16 GiB gives it by itself
// Bounds that protect against a single client, and that a bench with one address must not meet.
export const generous = {
  'database.memory_mebibytes': databaseMemory, 'audit.rest_seconds': 40,
  'limit.connections': 8192, 'limit.connections_an_address': 8192,
  'limit.new_connections.burst': most, 'limit.new_connections.each_second': most,
  'limit.sign_in.burst': most, 'limit.sign_in.each_second': most,
  'limit.reads.burst': most, 'limit.reads.each_second': most,
  'limit.commands.burst': most, 'limit.commands.each_second': most,
  'limit.feeds.burst': most, 'limit.feeds.each_second': most,
};

export function machine() {
  const [, model = 'unknown'] = readFileSync('/proc/cpuinfo', 'utf8').match(/^model name\s*: (.*)$/m) ?? [];
  const cores = readdirSync('/sys/devices/system/cpu').filter((name) => /^cpu\d+$/.test(name)).length;
  const [, kibibytes] = readFileSync('/proc/meminfo', 'utf8').match(/^MemTotal:\s+(\d+) kB$/m);
  return `${cores} cores (${model.trim()}), ${Math.round(Number(kibibytes) / 1048576)} GB of memory`;
}

export const isBuilt = (bin, name) => existsSync(join(bin, name));
