// A disk that runs full, slowly and at once: nothing is acknowledged that is not stored, reads go on, nobody wins while
// bidders cannot quote, and room is all that it takes. DAYLIGHT_LONG=1 keeps each state for a minute.
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, statfsSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import assert from 'node:assert/strict';
import {after} from 'node:test';
import {at} from './lib/center.mjs';
import {everyQuoteIsThereOnce, openedCenter} from './lib/load.mjs';
import {Server, sleep} from './lib/server.mjs';
import {step} from './lib/step.mjs';

const long = process.env.DAYLIGHT_LONG === '1';
const mebibyte = 1024 * 1024;
const windowLength = 240000; // procedure milliseconds
const disk = mkdtempSync(join(tmpdir(), 'daylight-disk-'));
const mounting = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=0755', 'tmpfs', disk], {encoding: 'utf8'});
const mounted = mounting.status === 0;
const skip = !mounted && `a small disk cannot be mounted here (it needs root): ${(mounting.error?.message ?? mounting.stderr).trim().split('\n')[0]}`;
const server = new Server({demo: {rate: 43200, first_rate: 172800, first_days: 40}, data: join(disk, 'data'),
  settings: {'storage.reserve_mebibytes': 64}});
let center, sale, load, database;

after(async () => {
  if (mounted) {
    await server.stop();
    execFileSync('umount', ['-l', disk]);
  }
  rmSync(disk, {recursive: true, force: true});
});

const step_ = (name, work) => step(name, async () => {
  try {
    await work();
  } catch (error) {
    console.log(server.output.slice(-4000));
    throw error;
  }
}, {skip, timeout: 600000});

const free = () => {
  const {bavail, bsize} = statfsSync(disk);
  return bavail * bsize;
};
const readLot = () => center.visitor.tell('GET', `/api/v1/lots/${sale.lot}`);
const storage = async () => (await center.visitor.tell('GET', '/readyz')).json;
const outagesOf = (view) => view.timeline.filter((entry) => entry.type === 'outage_recorded').map((entry) => entry.outage);

let fillers = 0;
// Takes so many bytes, or what there is.
function fill(bytes) {
  try {
    writeFileSync(join(disk, `filler-${++fillers}`), Buffer.alloc(bytes));
  } catch (error) {
    assert.equal(error.code, 'ENOSPC');
  }
}
const empty = () => execFileSync('sh', ['-c', `rm -f ${disk}/filler-*`]);

// Everybody reads, the whole time.
async function readsGoOn() {
  const reply = await readLot();
  assert.equal(reply.status, 200, reply.text);
  assert.ok(['timed', 'closing'].includes(reply.json.phase), `nobody wins meanwhile: ${reply.json.phase}`);
  return reply.json;
}
async function readsGoOnFor(ms) {
  for (const end = Date.now() + ms; Date.now() < end;) {
    await readsGoOn();
    await sleep(100);
  }
}
async function reads() {
  try {
    return (await readLot()).status === 200;
  } catch {
    return false;
  }
}
// Everything that there is, as fast as it goes, while bidders quote.
async function fillAtOnce() {
  const filling = spawn('dd', ['if=/dev/zero', `of=${join(disk, `filler-${++fillers}`)}`, 'bs=1M'], {stdio: ['ignore', 'ignore', 'pipe']});
  let said = '';
  filling.stderr.on('data', (text) => { said += text; });
  await new Promise((resolve) => filling.on('close', resolve));
  assert.match(said, /No space left/);
}
async function refusedQuote() {
  const party = load.follower();
  return party.tellSigned(`/api/v1/lots/${sale.lot}/quotes`, center.quote(party, sale.lot, load.price += load.step));
}
// Quotes are acknowledged again, without anybody's hand.
async function goesOn() {
  await load.until(load.acknowledged.size + 5, 120000);
  await center.eventually('the storage to be roomy', async () => (await storage()).storage === 'roomy', 60);
}

step_('a lot comes to its timed bidding on a small disk', async () => {
  ({center, sale, load} = await openedCenter(server, '乙', ['closing_unsettled']));
  await center.eventually('timed bidding', async () => (await readLot()).json.phase === 'timed');
  database = server.databaseProcess();
  load.begin();
  await load.until(5);
  assert.equal((await storage()).storage, 'roomy');
});

step_('slowly: commands are refused before anything is short, and nobody wins meanwhile', async () => {
  for (const end = Date.now() + 120000; (await storage()).storage === 'roomy';) {
    assert.ok(Date.now() < end, 'the guard sees the disk filling');
    fill(4 * mebibyte);
    await readsGoOn();
    await sleep(100);
  }
  assert.ok(free() > 8 * mebibyte, `there is room still: ${free()} bytes`);
  const atLow = load.acknowledged.size;
  const before = await readsGoOn();
  const refused = await refusedQuote();
  assert.equal(refused.status, 503, refused.text);
  assert.equal(refused.json.code, 'storage_low');
  assert.equal(refused.headers['retry-after'], '5');
  assert.equal((await center.visitor.tell('GET', '/readyz')).status, 200, 'reads are served');
  const {items} = await center.administrator.get('/api/v1/alarms');
  assert.ok(items.some((alarm) => alarm.source === 'storage'), JSON.stringify(items));

  // Past the end of the window that was running.
  const until = at((await readsGoOn()).until);
  while (at(await center.now()) < until + 10000) {
    await readsGoOn();
    await sleep(100);
  }
  await readsGoOnFor(long ? 60000 : 1000);
  assert.equal((await readsGoOn()).phase, 'closing');
  assert.ok(load.acknowledged.size <= atLow + load.parties.length, 'what was under way at most');

  empty();
  await goesOn();
  const after = await readsGoOn();
  const outage = outagesOf(after).find((one) => one.cause === 'commands_refused' && at(one.from) < until && at(one.to) > until);
  assert.ok(outage, `an outage over ${until}: ${JSON.stringify(outagesOf(after))}`);
  assert.equal(at(outage.until) - at(outage.to), windowLength, 'the window started again in full');
  assert.ok(after.leader.number >= before.leader.number, 'what was accepted stands');
});

step_('slowly to the last byte: the database lives, reads go on, and everything else stands still', async () => {
  const becomes = (wanted) => center.eventually(`the storage to be ${wanted}`, async () => (await storage()).storage === wanted, 60);
  for (const end = Date.now() + 120000; free() > 0;) {
    assert.ok(Date.now() < end, 'the disk can be filled');
    const left = free();
    if (left < 8 * mebibyte) {
      await becomes('scarce');
    } else if (left < 32 * mebibyte) {
      assert.notEqual((await storage()).storage, 'roomy');
    }
    fill(Math.min(left, (left < 48 * mebibyte ? 1 : 4) * mebibyte));
    await readsGoOn();
    await sleep(100);
  }
  const atFull = load.acknowledged.size;
  for (const end = Date.now() + (long ? 60000 : 5000); Date.now() < end;) {
    fill(free()); // and what the server gives up
    await readsGoOn();
    await sleep(200);
  }
  await center.eventually('everything to stand still', async () => {
    fill(free());
    return (await storage()).storage === 'scarce';
  });
  assert.equal(load.acknowledged.size, atFull);
  assert.equal(server.databaseProcess(), database, 'the database never met a full disk');
  empty();
  await goesOn();
  assert.equal(server.databaseProcess(), database);
});

step_('at once: reads are back by themselves, and room is all it needs', async () => {
  for (let i = 0; i < (long ? 10 : 2); ++i) {
    const begun = Date.now();
    await fillAtOnce();
    // A database that cannot end what it has begun ends itself.
    let away = 0;
    for (const end = Date.now() + 4000; Date.now() < end;) {
      away = (await reads()) ? away : Date.now() - begun;
      await sleep(50);
    }
    await center.eventually('reads to be back', reads, 60);
    assert.notEqual((await storage()).storage, 'roomy');
    const now = server.databaseProcess();
    console.log(`a disk that was filled at once: ${now === database ? 'the database lives' : 'the database ended and was started again'}, ` +
      (away ? `reads failed until ${away} ms` : 'reads never failed'));
    await readsGoOnFor(3000);
    empty();
    await goesOn();
    database = server.databaseProcess();
  }
});

step_('at once, with all that the server gives up: room is all it needs', async () => {
  for (let i = 0; i < (long ? 10 : 1); ++i) {
    for (const end = Date.now() + 6000; Date.now() < end;) {
      await fillAtOnce();
      await sleep(50);
    }
    empty();
    await center.eventually('reads to be back', reads, 60);
    await goesOn();
  }
});

step_('no acknowledged quote is missing or doubled, and the log verifies', async () => {
  await load.end();
  const count = await everyQuoteIsThereOnce(center, sale.lot, load);
  console.log(`a full disk: ${count} quotes acknowledged, ${load.refused} refused, ${load.sentAgain} sent again`);
  await sleep(2000);
  const verified = execFileSync(join(process.env.DAYLIGHT_BIN ?? 'build/dev/bin', 'daylight'),
    ['verify', 'log', server.address + '/log', '--log', center.site.log.verifier_key, '--ca', server.authorityFile], {encoding: 'utf8'});
  assert.match(verified, /every step holds/);
});
