// kill -9 of the server, its database and the gate while bids are sent and submitted, and again while the lots open: what
// was acknowledged stays, the closing lists hold exactly what was complete, and of every lot's letters all are open or
// none. DAYLIGHT_SEED repeats a run's moments; DAYLIGHT_LONG=1 kills five times as often.
import {createHash, randomInt} from 'node:crypto';
import {readFileSync} from 'node:fs';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {at} from './lib/center.mjs';
import {newKey} from './lib/client.mjs';
import {sleep} from './lib/server.mjs';
import {step} from './lib/step.mjs';
import {sha256, Tendering} from './lib/tender.mjs';

const times = process.env.DAYLIGHT_LONG === '1' ? 5 : 1;
const kills = {sending: 3 * times, submitting: 2 * times, midst: 2 * times, opening: 3 * times};
const seed = process.env.DAYLIGHT_SEED ?? String(randomInt(2 ** 32));
const tender = new Tendering();
const names = ['大地建设有限公司', '长江路桥有限公司', '泰山市政有限公司', '黄河水电有限公司'];
const size = 3 * 1024 * 1024;
const price = 2500000000;
let center, lots, bidders;
const sealed = new Map();   // `${login} ${lot}` → {files, letter}: envelopes
const receipts = new Map();  // the same → what was answered

// Numbers below 1 that the seed alone decides.
let drawn = 0;
const random = () => createHash('sha256').update(`${seed} ${++drawn}`).digest().readUInt32BE() / 2 ** 32;
const oneOf = (list) => list[Math.floor(random() * list.length)];

before(async () => {
  console.log(`# DAYLIGHT_SEED=${seed}`);
  await tender.open();
  ({center} = tender);
  await tender.equipHolders();
  await tender.makeKeys(3);
  // A busy machine takes long over what is killed: the deadline does not come meanwhile.
  lots = (await tender.publish(['DY-1', 'DY-2', 'DY-3'].map((number) => tender.terms(number)), {days: 40})).map(({id}) => id);
  bidders = await Promise.all(names.map((name, i) => tender.bidder(name, 30000001 + i, `bidder-${i}`, {size})));
  // What is sealed to one lot's certificate fits no other, so each bidder seals for each.
  await Promise.all(bidders.map(async (bidder) => {
    for (const lot of lots) {
      const done = await tender.seal(bidder, lot, {price, price_in_words: '人民币贰仟伍佰万元整', leader: '张工'});
      assert.equal(done.status, 0, done.stderr);
      sealed.set(`${bidder.login} ${lot}`, Object.fromEntries(['files', 'letter'].map((part) => [part, readFileSync(tender.file(bidder.login, `${part}.sealed`))])));
    }
  }));
});
after(() => tender.close());

// Sends until there is an answer that is one: the same act under the same key.
async function answered(send) {
  for (const end = Date.now() + 240000; ;) {
    let last;
    try {
      const reply = await send();
      if (reply.status < 500 && reply.status !== 429) {
        return reply;
      }
      last = `${reply.status} ${reply.text}`;
    } catch (error) {
      assert.ok(error.code || /no answer|socket|ECONN/.test(error.message), error);
      last = error.message;
    }
    assert.ok(Date.now() < end, `an answer comes at last; now ${last}`);
    await sleep(50);
  }
}
async function taken(bidder, method, path, body, key = newKey()) {
  const reply = await answered(() => bidder.tellConfirmed(method, path, body, {'Idempotency-Key': key}));
  assert.equal(reply.status, 200, reply.text);
  return reply.json;
}

const killing = {
  async server() {
    await tender.server.stop('SIGKILL');
    await tender.server.start();
  },
  async database() {
    const killed = tender.server.databaseProcess();
    process.kill(killed, 'SIGKILL');
    await center.eventually('the database to be back', async () => ![null, killed].includes(tender.server.databaseProcess()) && tender.server.answers('/readyz'), 150);
  },
  async gate() {
    await tender.stop(tender.gate, 'SIGKILL');
    tender.run(tender.gate);
  },
};
// One after the other, at moments of the seed's, until `done`.
async function killAtRandom(count, whom, longest, done) {
  const killed = [];
  while (killed.length < count && !await done()) {
    await sleep(random() * longest);
    killed.push(oneOf(whom));
    await killing[killed.at(-1)]();
  }
  return killed;
}

// Every chunk is sent until it is taken, in an order of the seed's, some of them twice.
async function sendWhole(bidder, bytes) {
  const begun = await taken(bidder, 'POST', '/api/v1/sealed-uploads', {size: bytes.length});
  const numbers = Array.from({length: Math.ceil(bytes.length / begun.chunk_bytes)}, (_, i) => i);
  const order = [...numbers, oneOf(numbers)].map((number) => [random(), number]).sort(([a], [b]) => a - b);
  for (const [, number] of order) {
    const reply = await answered(() => tender.sendChunk(bidder, begun, bytes, number));
    assert.equal(reply.status, 200, reply.text);
    assert.ok(!reply.json.missing.includes(number), 'what is acknowledged is there');
  }
  const whole = await taken(bidder, 'POST', `/api/v1/sealed-uploads/${begun.id}/finish`);
  assert.equal(whole.digest, sha256(bytes), 'it arrived as it was sent');
  return whole;
}

const uploads = new Map();
step('sealed files arrive whole, whatever is killed while they are sent', async () => {
  let sent = false;
  const sending = Promise.all(bidders.map(async (bidder) => {
    for (const lot of lots) {
      const {files, letter} = sealed.get(`${bidder.login} ${lot}`);
      uploads.set(`${bidder.login} ${lot}`, {files: await sendWhole(bidder, files), letter: await sendWhole(bidder, letter)});
    }
  })).finally(() => (sent = true));
  const [killed] = await Promise.all([killAtRandom(kills.sending, ['server', 'database'], 1500, () => sent), sending]);
  console.log(`# killed while files were sent: ${killed.join(', ')}`);
  assert.ok(killed.length > 0);
}, {timeout: 600000});

step('a submission that was acknowledged is there, once, and its receipt is the same however often it is asked for', async () => {
  let done = false;
  const submitting = Promise.all(bidders.map(async (bidder, i) => {
    // The last bidder's is complete for one lot alone.
    for (const lot of i === 3 ? lots.slice(0, 1) : lots) {
      await sleep(random() * 1500);
      const {path, body, nonce} = tender.submission(bidder, lot, uploads.get(`${bidder.login} ${lot}`));
      const answer = await taken(bidder, 'POST', path, body, nonce);
      receipts.set(`${bidder.login} ${lot}`, answer);
      assert.deepEqual(await taken(bidder, 'POST', path, body, nonce), answer);
    }
  })).finally(() => (done = true));
  const [killed] = await Promise.all([killAtRandom(kills.submitting, ['server', 'database'], 1500, () => done), submitting]);
  console.log(`# killed while bids were submitted: ${killed.join(', ')}`);
  for (const bidder of bidders) {
    const {items} = await bidder.get('/api/v1/my/receipts?limit=100');
    const own = [...receipts].filter(([key]) => key.startsWith(`${bidder.login} `));
    assert.deepEqual(items.map((one) => one.receipt).sort(), own.map(([, answer]) => answer.receipt).sort(), 'a receipt for each, and no other');
    for (const [key, answer] of own) {
      const view = await bidder.get(`/api/v1/tender-lots/${key.split(' ')[1]}/submission`);
      assert.deepEqual([view.id, view.state, view.number], [answer.id, 'complete', 1]);
    }
  }
}, {timeout: 600000});

// All letters or none; told of the lots that are open.
async function lotsNow() {
  const views = await Promise.all(lots.map(async (lot) => (await answered(() => center.visitor.tell('GET', `/api/v1/tender-lots/${lot}`))).json));
  for (const view of views) {
    assert.equal(view.bids.length, view.state === 'opened' ? view.submissions : 0, `all letters or none: ${view.state}`);
    assert.ok(view.bids.every((bid) => bid.verdict === 'opened' && bid.letter !== null), JSON.stringify(view.bids));
  }
  return views;
}

// When a lot's parts are there and its letters are about to open.
async function killInTheMidst(count) {
  const killed = [];
  for (let opened = false; killed.length < count && !opened;) {
    const views = await lotsNow();
    opened = views.every((view) => view.state === 'opened');
    if (views.some((view) => view.state === 'closed' && view.holders.at(-1).released && view.holders.filter((one) => one.released).length > view.key.threshold)) {
      await sleep(random() * 200);
      killed.push(oneOf(['server', 'database']));
      await killing[killed.at(-1)]();
    }
  }
  return killed;
}

step('the closing lists hold exactly what was complete, and every lot opens whole, whatever is killed meanwhile', async () => {
  await tender.passDeadline(lots[0]);
  const allOpen = async () => (await lotsNow()).every((view) => view.state === 'opened');
  const killed = [...await killInTheMidst(kills.midst), ...await killAtRandom(kills.opening, ['server', 'database', 'gate'], 3000, allOpen)];
  console.log(`# killed while lots opened: ${killed.join(', ')}`);
  assert.ok(killed.length > 0);
  await tender.eventually('all openings', allOpen, 120);
  for (const lot of lots) {
    const list = JSON.parse((await center.visitor.send('GET', `/api/v1/tender-lots/${lot}/closing-list`)).text);
    const wanted = [...receipts].filter(([key]) => key.endsWith(` ${lot}`)).map(([key, answer]) =>
      ({submission: answer.id, digests: ['files', 'letter'].map((part) => sha256(sealed.get(key)[part]))}));
    assert.deepEqual(list.submissions.map(({submission, envelopes}) => ({submission, digests: envelopes.map((one) => one.digest)})),
      wanted.sort((a, b) => (a.submission < b.submission ? -1 : 1)));
    const view = await tender.lot(lot);
    assert.deepEqual(view.bids.map((bid) => bid.bidder_name).sort(), names.slice(0, wanted.length).sort());
    const files = await tender.filesOpened(lot);
    assert.deepEqual(files.map((one) => `${one.submission} ${one.verdict}`), wanted.map((one) => `${one.submission} opened`));
    const opened = await tender.lot(lot);
    const moments = ['opening_begun', 'bids_opened', 'files_opened'].map((type) => opened.timeline.filter((entry) => entry.type === type));
    assert.deepEqual(moments.map((entries) => entries.length), [1, 1, 1]);
    console.log(`# from the beginning of an opening to its letters: ${at(moments[1][0].at) - at(moments[0][0].at)} procedure milliseconds`);
    const checked = await tender.verifyOpening(lot);
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  }
}, {timeout: 600000});

step('the gate’s journal tells each lot’s release, and never of two different ones', () => {
  const lines = tender.journal().trimEnd().split('\n').map((line) => JSON.parse(line));
  for (const lot of lots) {
    const about = lines.filter((line) => line.details.lot === lot);
    const bound = about.filter((line) => line.what === 'bind');
    assert.equal(bound.length, 1);
    const releases = about.filter((line) => line.what === 'release');
    assert.ok(releases.length >= 1);
    assert.equal(new Set(releases.map((line) => `${line.details.closing_list} ${line.details.parts}`)).size, 1, 'the same parts, however often it was killed');
    assert.ok(lines.indexOf(bound[0]) < lines.indexOf(releases[0]));
  }
});

step('the receipts still verify, each with its place in the log', async () => {
  for (const bidder of bidders) {
    for (const [, {event_digest: digest}] of [...receipts].filter(([key]) => key.startsWith(`${bidder.login} `))) {
      const bundle = await center.eventually('the proof', async () => {
        const now = await bidder.get(`/api/v1/my/receipts/${digest}`);
        return now.log_proof ? now : null;
      });
      await tender.verifyReceipt(bundle);
    }
  }
});
