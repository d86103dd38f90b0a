// Real stalls in a real window: the server or its database stands still over the window's end, and the window starts
// again in full; nobody wins meanwhile, and nothing that was accepted is lost. Somebody who looks on sees all of it on the
// lot's page, without loading it again.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {Browser} from './lib/browser.mjs';
import {at, Center} from './lib/center.mjs';
import {expectOk} from './lib/client.mjs';
import {Server, sleep} from './lib/server.mjs';
import {step} from './lib/step.mjs';

const windowLength = 240000; // procedure milliseconds; ten of them pass in one real one
const stall = 5000;
const server = new Server({demo: {rate: 43200, first_rate: 172800, first_days: 40}});
const browser = new Browser(server);
let center, first, second, sale, onlooker;
let price = 1000000000;

before(async () => {
  await server.start();
  center = new Center(server);
  await center.open();
  await browser.open();
});
after(async () => {
  await browser.close();
  await server.remove();
});

const lot = () => center.visitor.get(`/api/v1/lots/${sale.lot}`);
const outagesOf = (view) => view.timeline.filter((entry) => entry.type === 'outage_recorded').map((entry) => entry.outage);

async function quotes(bidder) {
  const answer = expectOk(await bidder.tellSigned(`/api/v1/lots/${sale.lot}/quotes`, center.quote(bidder, sale.lot, price)));
  price += 10000000;
  return answer;
}

// The window that runs, when so many real milliseconds of it are left.
async function nearItsEnd(left) {
  const {until} = await lot();
  await center.until(at(until) - left * 10);
  const now = await lot();
  assert.equal(now.phase, 'timed');
  return now;
}

// What the page says of its own freshness.
const shown = (freshness) => onlooker.page.locator(`[data-test="freshness"][data-freshness="${freshness}"]`).first().waitFor();

// Stands still from shortly before the window's end until after it; the page says `freshness` meanwhile.
async function standsStillOverTheEnd(pid, cause, freshness) {
  const before = await nearItsEnd(2500);
  process.kill(pid, 'SIGSTOP');
  try {
    await Promise.all([sleep(stall), shown(freshness)]);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  const known = outagesOf(before).length;
  const after = await center.eventually('the outage to be recorded', async () => {
    const reply = await center.visitor.tell('GET', `/api/v1/lots/${sale.lot}`);
    if (reply.status !== 200) {
      return null;
    }
    assert.ok(['timed', 'closing'].includes(reply.json.phase), `nobody wins in an outage: ${reply.json.phase}`);
    return outagesOf(reply.json).length > known ? reply.json : null;
  }, 60);
  const outages = outagesOf(after);
  const silent = outages.find((one) => one.cause === cause && at(one.from) < at(before.until) && at(one.to) > at(before.until));
  assert.ok(silent, `an outage over ${before.until}: ${JSON.stringify(outages)}`);
  assert.equal(at(silent.until) - at(silent.to), windowLength, 'the window starts again in full');
  assert.ok(at(after.until) >= at(silent.until));
  assert.equal(after.leader.price, before.leader.price, 'what was accepted stands');
  await shown('fresh');
  const clock = (moment) => new Date(at(moment) + 8 * 3600000).toISOString().slice(11, 19);
  await onlooker.at('outage').filter({hasText: clock(silent.until)}).waitFor();
  await onlooker.picture(`outage-${freshness}`);
  return after;
}

step('a lot comes to its timed bidding', async () => {
  const seller = await center.party('seller', '岱阳市自然资源和规划局', 10000001, 'seller-agent');
  first = await center.party('bidder', '甲置业有限公司', 10000002, 'bidder-one');
  second = await center.party('bidder', '乙置业有限公司', 10000003, 'bidder-two');
  center.seller = seller;
  sale = await center.published(center.parcelTerms('岱挂2026-01'));
  await center.until(sale.times.application_from);
  await Promise.all([center.qualify(first, sale.lot), center.qualify(second, sale.lot)]);
  const status = await center.visitor.get('/api/v1/status');
  assert.equal(status.working, true);
  assert.equal(status.servers, 1);
  await center.eventually('timed bidding', async () => (await lot()).phase === 'timed');
  await quotes(first);
  onlooker = await browser.person('an onlooker');
  await onlooker.go(`/lots/${sale.lot}`);
  await shown('fresh');
});

step('the server stands still over the end of the window: it starts again in full', async () => {
  await standsStillOverTheEnd(server.process.pid, 'server_silent', 'stale');
  const answer = await quotes(second);
  assert.equal(at(answer.until) - at(answer.at), windowLength);
  const {outages} = await center.visitor.get('/api/v1/status');
  assert.ok(outages.some((one) => one.cause === 'server_silent' && one.lasted_milliseconds >= stall - 1500));
});

step('the database stands still over the end of the window: it starts again in full', async () => {
  await standsStillOverTheEnd(server.databaseProcess(), 'server_silent', 'outage');
  await quotes(first);
});

step('the database is killed in the window: what was accepted stands, and the bidding goes on', async () => {
  const before = await lot();
  process.kill(server.databaseProcess(), 'SIGKILL');
  const act = center.quote(second, sale.lot, price);
  const answer = await center.eventually('the database to be back', async () => {
    const reply = await second.tellSigned(`/api/v1/lots/${sale.lot}/quotes`, act);
    assert.ok(reply.status === 200 || reply.status === 503, reply.text);
    return reply.status === 200 ? reply.json : null;
  }, 60);
  const after = await lot();
  assert.equal(after.phase, 'timed');
  assert.equal(answer.number, before.leader.number + 1);
  assert.equal(after.leader.price, price);
  assert.ok(at(after.until) >= at(answer.at) + windowLength);
});

step('a probe completes signed acts, reports what it could not complete, and is not believed beyond what the server knows', async () => {
  const added = await center.administrator.post('/api/v1/staff', {
    login: 'probe-one', password: 'a long sentence nobody guesses 7', display_name: '监管探测程序', mobile: '13800000000', email: 'probe@example.org', roles: ['probe']});
  await center.second.post(`/api/v1/staff/${added.id}/confirm`);
  const probe = await center.signedIn('the probe', 'probe-one');
  await probe.certify();
  const tell = (failed_from) => probe.tellSigned('/api/v1/probes', probe.act('daylight-probe+jws', {failed_from}, {audience: center.audience}));

  assert.equal((await tell(new Date().toISOString())).json.code, 'probe_not_known');
  const known = expectOk(await tell(null));
  assert.match(known.answer, /^[\w-]+\.[\w-]+\.[\w-]+$/);
  assert.equal((await tell(known.at)).json.code, 'probe_was_answered');
  await sleep(3200);
  const before = await lot();
  const reported = expectOk(await tell(new Date(at(known.at) - 60000).toISOString()));
  assert.equal(reported.outage_from, known.at, 'it was answered until then');
  const after = await center.eventually('the window to start again', async () => {
    const now = await lot();
    return outagesOf(now).some((one) => one.cause === 'probe_failed') ? now : null;
  }, 60);
  assert.ok(at(after.until) > at(before.until));
  assert.equal((await first.tell('POST', '/api/v1/probes', {statement: 'a.b.c'})).status, 403);

  // The same by the program that a supervisor's office runs; a server that stands still is a failed attempt.
  const folder = mkdtempSync(join(tmpdir(), 'daylight-probe-'));
  writeFileSync(join(folder, 'key.pem'), probe.key.export({type: 'pkcs8', format: 'pem'}));
  writeFileSync(join(folder, 'password'), 'a long sentence nobody guesses 7\n');
  const program = () => spawnSync(join(process.env.DAYLIGHT_BIN ?? 'build/dev/bin', 'daylight'), ['probe', '--once',
    '--server', server.address, '--authority', server.authorityFile, '--login', 'probe-one', '--patience', '3',
    '--password-file', join(folder, 'password'), '--key', join(folder, 'key.pem'), '--certificate', probe.serial], {encoding: 'utf8'});
  const good = program();
  assert.equal(good.status, 0, good.stdout + good.stderr);
  assert.match(good.stdout, / completed\n$/);
  process.kill(server.process.pid, 'SIGSTOP');
  try {
    assert.equal(program().status, 1);
  } finally {
    process.kill(server.process.pid, 'SIGCONT');
  }
  rmSync(folder, {recursive: true});
});
