// The log's outside world: two witnesses in processes of their own cosign it, others' tools check it from its public
// files alone, and a log that is set back and forked is caught.
import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {Client, expectOk} from './lib/client.mjs';
import {Server, sleep} from './lib/server.mjs';
import {step} from './lib/step.mjs';
import {Witness} from './lib/witness.mjs';

const bin = process.env.DAYLIGHT_BIN ?? 'build/dev/bin';
const folder = mkdtempSync(join(tmpdir(), 'daylight-outside-'));
const file = (name) => join(folder, name);
const server = new Server({settings: {'log.cover_milliseconds': 150, 'accounts.second_factor': 'optional'}});
let administrator;
let site;
let witnesses = [];

before(async () => {
  await server.start();
  [administrator] = server.administrators();
  site = await new Client(server).get('/api/v1/site');
  execFileSync('go', ['build', '-o', file('logcheck'), './tests/outside/logcheck'],
    {env: {...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: ''}, stdio: 'inherit'});
});
after(async () => {
  await server.remove();
  for (const witness of witnesses) {
    await witness.remove();
  }
  rmSync(folder, {recursive: true, force: true});
});

async function eventually(what, probe, seconds = 30) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const found = await probe();
    if (found) {
      return found;
    }
    await sleep(100);
  }
  throw new Error(`${what}: not within ${seconds} s`);
}
const checkpoint = async (client) => {
  const reply = await client.send('GET', '/log/checkpoint');
  const lines = reply.text.split('\n');
  return {note: reply.text, size: Number(lines[1]), signers: lines.filter((line) => line.startsWith('— ')).map((line) => line.split(' ')[1])};
};
const keys = () => witnesses.flatMap((witness) => ['--witness', witness.key]);
const daylight = (...words) => spawnSync(join(bin, 'daylight'), words, {encoding: 'utf8'});
const verifyLog = (...words) => daylight('verify', 'log', `${server.address}/log`, '--ca', server.authorityFile, '--log', site.log.verifier_key, ...words);
const logcheck = (...words) => execFileSync(file('logcheck'),
  ['-url', `${server.address}/log`, '-ca', server.authorityFile, '-key', site.log.verifier_key, ...words.map((word) => word.replace(/^--/, '-'))]).toString();
// Somebody who asks from outside, at the server as it runs now.
const alarms = async () => {
  const client = new Client(server);
  expectOk(await client.signIn(administrator.login, administrator.password));
  const {items} = await client.get('/api/v1/alarms');
  client.close();
  return items;
};

step('without witnesses the pages say so, and the log grows all the same', async () => {
  assert.equal(site.witness, 'none');
  assert.deepEqual(site.witnesses, []);
  const client = new Client(server);
  const first = await checkpoint(client);
  assert.deepEqual(first.signers, [site.log.origin]);
  // Nobody does anything, and yet there are new leaves.
  await eventually('cover leaves', async () => (await checkpoint(client)).size > first.size + 3);
  assert.match(verifyLog('--save', file('first.checkpoint')).stdout, /every step holds/);
  client.close();
});

step('two witnesses cosign the log as it grows', async () => {
  witnesses = [new Witness('witness.supervisor.example', site.log.verifier_key), new Witness('witness.notary.example/w2', site.log.verifier_key)];
  for (const witness of witnesses) {
    await witness.start();
  }
  await server.stop();
  Object.assign(server.settings, {'witness.quorum': 2});
  for (const [i, witness] of witnesses.entries()) {
    Object.assign(server.settings, {[`witness.${i + 1}.url`]: witness.url, [`witness.${i + 1}.key`]: witness.key});
  }
  await server.start();
  const client = new Client(server);
  const both = await eventually('both cosignatures', async () => {
    const now = await checkpoint(client);
    return now.signers.length === 3 ? now : null;
  });
  assert.deepEqual(new Set(both.signers), new Set([site.log.origin, ...witnesses.map((witness) => witness.name)]));
  for (let grown = both.size; grown < both.size + 12;) {
    const now = await checkpoint(client);
    assert.equal(now.signers.length, 3, 'what is published has both lines');
    grown = now.size;
    await sleep(200);
  }
  const told = await client.get('/api/v1/site');
  assert.equal(told.witness, 'cosigned');
  assert.ok(told.witnesses.every((one) => Math.abs(new Date(one.cosigned_at) - Date.now()) < 60000), JSON.stringify(told.witnesses));
  assert.deepEqual(await alarms(), []);
  client.close();
});

step('a witness serves what it cosigned', async () => {
  const hash = createHash('sha256').update(site.log.origin).digest('hex');
  const reply = await fetch(`${witnesses[0].url}/${hash}/checkpoint`);
  assert.equal(reply.status, 200);
  assert.match(await reply.text(), new RegExp(`— ${witnesses[0].name} `));
  assert.equal((await fetch(`${witnesses[0].url}/add-checkpoint`)).status, 405);
  assert.equal((await fetch(`${witnesses[0].url}/add-checkpoint`, {method: 'POST', body: 'old 0\n'})).status, 400);
  assert.equal((await fetch(`${witnesses[0].url}/add-checkpoint`, {method: 'POST', body: 'x'.repeat(300000)}).catch(() => ({status: 0}))).status, 0);
});

step('a program that we did not write accepts checkpoint, tiles, inclusion, consistency and proofs', async () => {
  const client = new Client(server);
  const first = logcheck(...keys(), '-save', file('earlier.checkpoint'));
  assert.match(first, /cosigned by witness\.supervisor\.example\ncosigned by witness\.notary\.example\/w2\n\d+ records, each in its tile/);
  const {size} = await checkpoint(client);
  // More than a full tile, so that there are two levels of them.
  const growing = await eventually('a second tile', async () => {
    const now = await checkpoint(client);
    return now.size >= Math.max(300, size + 5) ? now : null;
  }, 150);
  assert.ok(growing.size > size);
  const bundle = await client.send('GET', `/log/tile/entries/000.p/${size}`);
  const digest = bundle.raw.subarray(2, 34).toString('hex');
  const proof = await client.send('GET', `/log/proof/${digest}`);
  assert.match(proof.headers['content-type'], /^text\/plain/);
  writeFileSync(file('event.tlog-proof'), proof.raw);
  const second = logcheck(...keys(), '-old', file('earlier.checkpoint'), '-proof', file('event.tlog-proof'), '-digest', digest);
  assert.match(second, /continues the \d+ records of before\nproof of record 0 under \d+ records/);
  assert.throws(() => logcheck('-proof', file('event.tlog-proof'), '-digest', '00'.repeat(32)));
  client.close();
});

step('daylight verify log checks it from its public files, and says what does not hold', async () => {
  const whole = verifyLog(...keys(), '--earlier', file('first.checkpoint'), '--earlier', file('earlier.checkpoint'));
  assert.equal(whole.status, 0, whole.stdout + whole.stderr);
  assert.match(whole.stdout, /Cosigned by: witness\.supervisor\.example \(.*\), witness\.notary\.example\/w2/);
  const other = await new Client(server).get('/api/v1/site');
  const strange = other.log.verifier_key.replace(/^[^+]+/, 'elsewhere.example');
  assert.equal(daylight('verify', 'log', `${server.address}/log`, '--ca', server.authorityFile, '--log', strange).status, 2);
  const [line] = readFileSync(file('earlier.checkpoint'), 'utf8').match(/^— localhost.*$/m);
  writeFileSync(file('invented.checkpoint'), `${site.log.origin}\n3\n${Buffer.alloc(32).toString('base64')}\n\n${line}\n`);
  assert.equal(verifyLog('--earlier', file('invented.checkpoint')).status, 1);
});

step('a witness that is away holds nothing up for long, and comes back', async () => {
  const client = new Client(server);
  await witnesses[1].stop('SIGKILL');
  const before = await checkpoint(client);
  const without = await eventually('a checkpoint with one cosignature', async () => {
    const now = await checkpoint(client);
    return now.size > before.size && now.signers.length === 2 ? now : null;
  }, 20);
  assert.ok(without.signers.includes(witnesses[0].name));
  await witnesses[1].start();
  await eventually('both again', async () => (await checkpoint(client)).signers.length === 3, 20);
  assert.deepEqual(await alarms(), []);
  client.close();
});

step('a platform that is set back and goes on otherwise is caught by both witnesses', async () => {
  await server.stop();
  const today = file('today');
  execFileSync('cp', ['-a', server.data, today]);
  execFileSync('cp', ['-a', server.marks, `${today}.marks`]);
  await server.start();
  const client = new Client(server);
  const before = await checkpoint(client);
  const grown = await eventually('growth that the witnesses saw', async () => {
    const now = await checkpoint(client);
    return now.size > before.size + 12 && now.signers.length === 3 ? now : null;
  });
  client.close();
  await server.stop();
  // Database, keys and marks are all of the older day: nothing here remembers.
  for (const [folder, older] of [[server.data, today], [server.marks, `${today}.marks`]]) {
    rmSync(folder, {recursive: true});
    execFileSync('cp', ['-a', older, folder]);
  }
  await server.start();

  const found = await eventually('the alarm', async () => {
    const list = await alarms();
    return list.length === 2 ? list : null;
  });
  assert.ok(found.every((one) => one.source === 'witness' && /set back|does not continue/.test(one.text)), JSON.stringify(found));
  assert.match(server.output, /"source":\s*"alarm"|ALARM|alarm/);
  for (const witness of witnesses) {
    await eventually('the evidence', async () => witness.evidence.some((name) => /^(rolled-back|fork)-/.test(name)));
    assert.match(witness.output, /ALARM .*older than the one cosigned last/);
  }
  const visitor = new Client(server);
  await eventually('growth past what the witnesses know', async () => (await checkpoint(visitor)).size > grown.size, 120);
  await eventually('the refusal', async () => (await alarms()).every((one) => /does not continue/.test(one.text)));
  for (const witness of witnesses) {
    assert.ok(witness.evidence.some((name) => /^not-continued-/.test(name)), witness.evidence.join());
  }
  assert.deepEqual((await checkpoint(visitor)).signers, [site.log.origin]);
  assert.equal((await visitor.get('/api/v1/site')).witness, 'missing');
  assert.equal(verifyLog(...keys()).status, 1);
  visitor.close();
});
