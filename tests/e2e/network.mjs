// The network edge of the running server, attacked with other people's tools: slowhttptest holds a thousand slow
// connections in three ways while bidders at another address read, upload and quote; testssl.sh judges the TLS. With
// DAYLIGHT_LONG=1 each attack lasts a minute instead of ten seconds, and testssl.sh tries everything that it knows.
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import assert from 'node:assert/strict';
import https from 'node:https';
import {after, before, test} from 'node:test';
import {newKey} from './lib/client.mjs';
import {openedCenter, pace} from './lib/load.mjs';
import {freePort, Server, sleep} from './lib/server.mjs';

const long = process.env.DAYLIGHT_LONG === '1';
const attackSeconds = long ? 60 : 10;
const connections = 1000;
const leastHeld = long ? 900 : 100; // a busy machine does not shake hands with all of them in ten seconds
const mebibyte = 1024 * 1024;
// Of the server's memory since it was first at rest, over all attacks: so much for each connection that was held at once.
const mostGrowth = (held) => 32 * mebibyte + held * 128 * 1024;
// The attackers all come from one address, so that only what each connection may do protects the server.
const programsPort = await freePort();
const server = new Server({demo: pace, settings: {
  'programs.port': programsPort,
  'limit.connections_an_address': 2 * connections,
  'limit.new_connections.burst': 10 * connections,
  'limit.reads.burst': 100 * connections,
}});
const folder = mkdtempSync(join(tmpdir(), 'daylight-network-'));
let ca, center, sale, load;

before(async () => {
  ({center, sale, load} = await openedCenter(server, '甲'));
  ca = readFileSync(server.authorityFile);
}, {timeout: 300000});
after(async () => {
  await server.remove();
  rmSync(folder, {recursive: true, force: true});
});

function run(command, args) {
  const child = spawn(command, args, {cwd: folder, stdio: ['ignore', 'pipe', 'pipe']});
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      output += bytes;
    });
  }
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve({code, output: output.replace(/\x1b\[[0-9;]*m/g, '')}));
  });
  return {ended, child};
}

// VmRSS now, or VmHWM, the most there ever was, in bytes.
function memory(field) {
  const line = readFileSync(`/proc/${server.process.pid}/status`, 'utf8').match(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm'));
  return Number(line[1]) * 1024;
}

// A new connection each time, from an address of its own; milliseconds until the whole answer is there.
function timed(method, path, body, headers = {}) {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const request = https.request(server.address + path,
      {method, ca, agent: false, localAddress: '127.0.0.2', host: '127.0.0.1', servername: 'localhost',
        headers: {Host: `localhost:${server.port}`, 'Content-Length': body?.length ?? 0, ...headers}}, (response) => {
        let text = '';
        response.on('data', (part) => {
          text += part;
        });
        response.on('end', () => resolve({status: response.statusCode, took: performance.now() - begun, ...(response.statusCode === 200 ? {} : {text})}));
      });
    request.on('error', reject);
    request.setTimeout(5000, () => request.destroy(new Error(`${method} ${path}: no answer in 5 s`)));
    request.end(body);
  });
}

const read = () => timed('GET', '/api/v1/lots');
const write = () => timed('POST', '/api/v1/uploads', `probe ${newKey()}`,
  {Origin: server.address, 'Content-Type': 'text/plain', 'Idempotency-Key': newKey()});

// A signed quote, by the two bidders in turn, since the leader cannot outbid itself.
let quotes = 0;
function quote() {
  const party = load.parties[quotes++ % 2];
  const act = center.quote(party, sale.lot, load.price += load.step);
  return timed('POST', `/api/v1/lots/${sale.lot}/quotes`, JSON.stringify({statement: act.statement}),
    {Origin: server.address, 'Content-Type': 'application/json', 'Idempotency-Key': act.nonce, Cookie: party.cookie});
}

async function probeUntil(ended) {
  const probes = [];
  let over = false;
  ended.finally(() => {
    over = true;
  });
  while (!over) {
    probes.push(await read(), await write(), await quote());
    await sleep(400);
  }
  return probes;
}

// The most connections that slowhttptest says it held at one moment.
function mostHeld(output) {
  return Math.max(0, ...[...output.matchAll(/^\s*connected:\s+(\d+)/gm)].map(([, count]) => Number(count)));
}

const slowHeads = ['-H', '-i', '2', '-u', '/'];
const attacks = {
  'slow heads': slowHeads,
  'slow bodies': ['-B', '-i', '2', '-s', '8192', '-t', 'POST', '-u', '/api/v1/session'],
  'slow readers': ['-X', '-n', '2', '-w', '512', '-y', '1024', '-z', '32', '-k', '1', '-u', '/openapi.json'],
  'slow heads once more': slowHeads,
};
let rested = 0; // before the first
let mostEver = 0; // connections at once

for (const [name, options] of Object.entries(attacks)) {
  test(`a thousand ${name} slow nobody down and fill no memory`, {timeout: (attackSeconds + 60) * 1000}, async (context) => {
    await read();
    await write();
    await quote();
    rested ||= memory('VmRSS');
    const target = options.at(-1);
    // An attacker has a machine of its own: here it gets what the server leaves it.
    const attack = run('nice', ['-n', '19', 'slowhttptest', '-c', String(connections), '-r', '250', '-l', String(attackSeconds), '-p', '5',
      ...options.slice(0, -1), server.address + target]);
    const probes = await probeUntil(attack.ended);
    const {output} = await attack.ended;
    const peak = memory('VmHWM');

    const held = mostHeld(output);
    mostEver = Math.max(mostEver, held);
    assert.ok(held >= leastHeld, `the attack took place:\n${output.slice(-1500)}`);
    assert.ok(probes.length >= attackSeconds, `${probes.length} probes`);
    const slowest = Math.max(...probes.map(({took}) => took));
    context.diagnostic(`slowest of ${probes.length} probes ${slowest.toFixed(0)} ms, ${held} connections, memory ${(rested / mebibyte).toFixed(0)} MiB, at most ${(peak / mebibyte).toFixed(0)} MiB`);
    assert.deepEqual(probes.filter(({status}) => status !== 200), []);
    assert.ok(slowest < 500, `the slowest probe took ${slowest} ms`);
    assert.ok(peak - rested < mostGrowth(mostEver), `memory grew from ${rested} to ${peak} with ${mostEver} connections`);
    assert.equal(server.process.exitCode, null);
  });
}

// What a quick look leaves out: whole lists of old suites and clients, and holes that need another version of TLS or
// other suites than ours, which the look at protocols and ciphers has already missed.
const quick = ['--protocols', '--std', '--server-defaults', '--heartbleed', '--ccs-injection', '--renegotiation', '--crime', '--headers'];

// What testssl.sh does not like and we leave as it is.
const known = {
  cert_revocation: 'the authority was made on this machine, and whoever trusts it by hand ends that by hand',
};

for (const [door, port] of [['everybody', () => server.port], ['programs', () => programsPort]]) {
  test(`testssl.sh finds nothing above LOW at the door for ${door}`, {timeout: 900000}, async (context) => {
    const report = join(folder, `testssl-${door}.json`);
    const begun = performance.now();
    const {output} = await run('testssl', ['--quiet', '--color', '0', '--warnings', 'batch', '--nodns', 'none', '--ip', '127.0.0.1',
      '--add-ca', server.authorityFile, '--jsonfile', report, ...(long ? [] : quick), `https://localhost:${port()}`]).ended;
    const findings = JSON.parse(readFileSync(report, 'utf8'));
    context.diagnostic(`${findings.length} findings in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    assert.ok(findings.some(({id}) => id === 'TLS1_3'), output.slice(-2000));
    const bad = findings.filter(({id, severity}) => ['MEDIUM', 'HIGH', 'CRITICAL', 'FATAL'].includes(severity) && !(id in known));
    assert.deepEqual(bad.map(({id, severity, finding}) => `${severity} ${id}: ${finding}`), []);
  });
}
