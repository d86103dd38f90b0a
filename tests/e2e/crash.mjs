// Processes that are killed while bidders quote, a database that was set back: what was acknowledged stays, exactly
// once, and the server is there again by itself. DAYLIGHT_LONG=1 kills a hundred times.
import {execFileSync} from 'node:child_process';
import {readdirSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {everyQuoteIsThereOnce, openedCenter, pace, publicQuotes} from './lib/load.mjs';
import {Server, sleep} from './lib/server.mjs';
import {step} from './lib/step.mjs';

const long = process.env.DAYLIGHT_LONG === '1';
const kills = {server: long ? 100 : 4, database: long ? 30 : 3};

function logHolds(server, center) {
  return execFileSync(join(process.env.DAYLIGHT_BIN ?? 'build/dev/bin', 'daylight'),
    ['verify', 'log', server.address + '/log', '--log', center.site.log.verifier_key, '--ca', server.authorityFile], {encoding: 'utf8'});
}

const server = new Server({demo: pace});
let center, sale, load;

before(async () => {
  ({center, sale, load} = await openedCenter(server, '甲'));
  load.begin();
});
after(async () => {
  await server.remove();
});

step('a server that is killed is there again in ten seconds and has kept every answer', async () => {
  const starts = [];
  for (let i = 0; i < kills.server; ++i) {
    await load.until(load.acknowledged.size + 3 + (i % 5));
    await server.stop('SIGKILL');
    starts.push(await server.start());
  }
  const slowest = Math.max(...starts);
  console.log(`${kills.server} kills of the server: ready again after ${Math.round(Math.min(...starts))} to ${Math.round(slowest)} ms`);
  assert.ok(slowest < 10000, `ready again after ${slowest} ms`);
}, {timeout: 1800000});

step('a database that is killed comes back under a running server', async () => {
  const gaps = [];
  for (let i = 0; i < kills.database; ++i) {
    await load.until(load.acknowledged.size + 3 + (i % 5));
    const killed = server.databaseProcess();
    process.kill(killed, 'SIGKILL');
    const begun = performance.now();
    while (!(await server.answers('/readyz')) || [null, killed].includes(server.databaseProcess())) {
      assert.ok(performance.now() - begun < 10000, 'ready again within ten seconds');
      await sleep(50);
    }
    gaps.push(performance.now() - begun);
  }
  console.log(`${kills.database} kills of the database: ready again after ${Math.round(Math.min(...gaps))} to ${Math.round(Math.max(...gaps))} ms`);
}, {timeout: 1800000});

step('no acknowledged quote is missing or doubled, and the log verifies', async () => {
  await load.end();
  const count = await everyQuoteIsThereOnce(center, sale.lot, load);
  console.log(`${count} quotes acknowledged, ${load.refused} refused, ${load.sentAgain} sent again`);
  await sleep(2000);
  assert.match(logHolds(server, center), /every step holds/);
});

step('an older copy of the data folder is noticed at start and refused: by what was acknowledged, and by what was signed', async () => {
  await server.stop();
  const [older, newest] = [server.data + '.older', server.data + '.newest'];
  execFileSync('cp', ['-a', server.data, older]);
  await server.start();
  const party = load.follower();
  const answer = await load.answered(party, center.quote(party, sale.lot, load.price += 10 * load.step));
  assert.equal(answer.status, 200, answer.text);
  const wanted = answer.json.event_digest;
  await center.eventually('the proof', async () => (await center.visitor.tell('GET', `/api/v1/log/proofs/${wanted}`)).status === 200);
  await server.stop();

  renameSync(server.data, newest);
  renameSync(older, server.data);
  const [marks] = readdirSync(server.marks).map((name) => join(server.marks, name));
  await assert.rejects(server.start(), /was acknowledged/);
  await server.stop();
  const mark = (name) => join(marks, name);
  renameSync(mark('acknowledged'), mark('acknowledged.away'));
  await assert.rejects(server.start(), /fewer leaves than the last signed checkpoint/);
  await server.stop();
  // Who takes all marks away must say so.
  renameSync(mark('signed-head'), mark('signed-head.away'));
  await assert.rejects(server.start(), /--new-marks/);
  await server.stop();

  rmSync(server.data, {recursive: true});
  renameSync(newest, server.data);
  for (const name of ['acknowledged', 'signed-head']) {
    renameSync(mark(`${name}.away`), mark(name));
  }
  await server.start();
  const quotes = await publicQuotes(center, sale.lot);
  assert.ok(quotes.some((quote) => quote.event_digest === wanted));
});

step('marks that are lost are begun anew when the operator says so, which raises an alarm', async () => {
  await server.stop();
  rmSync(server.marks, {recursive: true});
  server.extra = ['--new-marks'];
  await server.start();
  const {items} = await center.administrator.get('/api/v1/alarms');
  assert.ok(items.some((one) => one.source === 'marks'), JSON.stringify(items));
  server.extra = [];
  const party = load.parties.find((one) => one !== load.follower());  // who quoted last was that one
  const answer = await load.answered(party, center.quote(party, sale.lot, load.price += 10 * load.step));
  assert.equal(answer.status, 200, answer.text);
  await sleep(2000);
  await server.stop();
  await server.start();
  assert.equal((await center.administrator.get('/api/v1/alarms')).items.filter((one) => one.source === 'marks').length, 0);
});
