// What nobody may learn before the opening: what a bid says, who has submitted, and how many. A planted price and a planted
// word are looked for wherever the platform could keep them; and whatever can be read is compared before and after two
// bids came in.
import {readdirSync, readFileSync} from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {Answers, changed} from './lib/answers.mjs';
import {Search} from './lib/search.mjs';
import {freePort, sleep} from './lib/server.mjs';
import {step} from './lib/step.mjs';
import {Tendering} from './lib/tender.mjs';

const metrics = await freePort();
// Cover leaves, in which the log's growth is hidden, come quickly enough to be seen in a story's short time.
const staff = ['registrar', 'clerk', 'reviewer', 'finance', 'disclosure_officer'];
const tender = new Tendering({roles: staff, settings: {'log.level': 'information', 'log.cover_milliseconds': 150, 'metrics.port': metrics}});
const planted = {price: 271828182845904, leader: 'PLANTED-LEADER-7741'};
const inTheFiles = 'PLANTED-FILES-5209';
const search = new Search(...Object.values(planted), inTheFiles);
const names = ['大地建设有限公司', '长江路桥有限公司', '泰山市政有限公司'];
const few = 50 * 1024;
const much = 24 * 1024 * 1024;  // long enough in the parser program to be looked at there
let center, lot, bidders, other, feed;

before(async () => {
  await tender.open();
  ({center} = tender);
  await tender.equipHolders();
  await tender.makeKeys(1);
  const money = {label_zh: '投标报价', label_en: 'Price', kind: 'money', required: true, least: null, most: null, in_words: false};
  const text = {label_zh: '项目负责人', label_en: 'Project leader', kind: 'text', required: true, least: null, most: null, in_words: false};
  [{id: lot}] = await tender.publish([tender.terms('DY-1', {fields: [{name: 'price', ...money}, {name: 'leader', ...text}]})]);
  [other, ...bidders] = await Promise.all(['黄河水电有限公司', ...names].map((name, i) =>
    tender.bidder(name, 30000001 + i, `bidder-${i}`, {size: i === 3 ? much : few, fill: inTheFiles})));
  for (const holder of [...tender.officers, tender.gate]) {
    await tender.stop(holder);  // they would ask, and be counted
  }
});
after(async () => {
  feed?.destroy();
  await tender.close();
});

async function scrape() {
  const text = await new Promise((resolve, reject) => {
    http.get({port: metrics, host: '127.0.0.1', path: '/metrics', agent: false}, (response) => {
      let all = '';
      response.on('data', (part) => (all += part)).on('end', () => resolve(all));
    }).on('error', reject);
  });
  return new Map([...text.matchAll(/^([^#].*) (\S+)$/gm)].map(([, name, value]) => [name, Number(value)]));
}
const grown = (from, to) => Object.fromEntries([...to].filter(([name]) => /^daylight_(http_requests|refusals)_total/.test(name))
  .filter(([name]) => !/"\/api\/v1\/site"|"\/log\//.test(name))  // the story's own clock asks for the first, the witness for the other
  .map(([name, value]) => [name, value - (from.get(name) ?? 0)]));

// What a watcher is told, by the events' names.
function watch() {
  const told = [];
  return new Promise((resolve, reject) => {
    feed = https.get(`${tender.server.address}/api/v1/feed?tender_lot=${lot}`, {ca: center.visitor.ca, agent: false, headers: {Cookie: center.clerk.cookie}}, (response) => {
      response.on('data', (bytes) => told.push(...[...String(bytes).matchAll(/^event: (\S+)$/gm)].map(([, name]) => name)));
      response.on('error', () => {});
      resolve(told);
    });
    feed.on('error', reject);
  });
}

step('with two bids nothing that anybody can read, count or watch differs from none', async () => {
  const {administrator, visitor} = center;
  const [{id: notice}] = (await tender.tenderer.get('/api/v1/tenders')).items;
  const answers = new Answers({visitor, administrator, ...Object.fromEntries(staff.map((role) => [role, center[role]])), tenderer: tender.tenderer,
    officer: tender.officers[1].party, gate: tender.gate.party, bidder: other},
    {'/api/v1/tender-lots/': lot, '/api/v1/ceremonies/': tender.ceremony, '/api/v1/tenders/': notice,
      '/api/v1/organisations/': bidders[0].organisation_id, '': lot});
  const told = await watch();
  const idle = () => Promise.all(bidders.slice(0, 2).map((bidder) => tender.seal(bidder, lot, planted)));
  const handIn = () => Promise.all(bidders.slice(0, 2).map((bidder) => tender.handIn(bidder, lot, planted)));
  const seen = [];
  const counted = [];
  for (const meanwhile of [idle, handIn]) {
    counted.push(await scrape());
    seen.push(await answers.read());
    await meanwhile();
  }
  counted.push(await scrape());
  seen.push(await answers.read());
  assert.equal((await bidders[0].get(`/api/v1/tender-lots/${lot}/submission`)).state, 'complete');

  const restless = changed(seen[0], seen[1]);
  // A busy machine has slow decisions, which are told as outages whoever's they were.
  const telling = [...changed(seen[1], seen[2])].filter((path) => !restless.has(path) && !/ \/api\/v1\/(status|alarms)/.test(path));
  assert.deepEqual(telling.map((path) => `${path}: ${seen[1].get(path)} → ${seen[2].get(path)}`), []);
  assert.ok(restless.size > 0 && restless.size < seen[0].size / 10, `most of it stands still: ${restless.size} of ${seen[0].size} changed by themselves`);
  assert.deepEqual(grown(counted[1], counted[2]), grown(counted[0], counted[1]), 'requests are counted alike');
  const series = (scraped) => [...scraped.keys()].filter((name) => !/outages_total|alarms/.test(name)).sort();
  assert.deepEqual(series(counted[2]), series(counted[1]));
  assert.deepEqual(told.filter((name) => name === 'tender_lot'), [], 'nobody who watches is told');
});

// The parser program lives for one envelope: it is caught while it reads the third bid's files.
async function catchParser(until) {
  const mark = Buffer.from('daylight-parser\0');
  while (!until.over) {
    for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      try {
        if (readFileSync(`/proc/${pid}/cmdline`).includes(mark) && readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1] === String(tender.server.process.pid)) {
          await sleep(20);  // it has begun to read
          return {pid, ...search.inProcess(Number(pid))};
        }
      } catch (error) {
        assert.ok(['ENOENT', 'ESRCH'].includes(error.code), error);  // it ended while we looked
      }
    }
    await sleep(2);
  }
  return null;
}

// Everywhere but where the bidders themselves keep it.
async function everywhere(processes) {
  const found = [];
  for (const [name, pid] of Object.entries(processes)) {
    const seen = search.inProcess(pid);
    await sleep(10);  // what came for this program meanwhile is read
    if (seen.denied) {
      assert.notEqual(process.getuid(), 0, seen.denied);
      console.log(`# the memory of ${name} is not looked at: ${seen.denied}`);
      continue;
    }
    assert.ok(seen.size > 1024 * 1024, `${name} has memory`);
    found.push(...seen.found.map((what) => `${name}: ${what}`));
  }
  for (const folder of [tender.server.data, tender.server.marks, tender.file('gate'), ...tender.officers.map(({name}) => tender.file(name)), tender.witness.state]) {
    found.push(...search.inFolder(folder));
    await sleep(10);
  }
  const said = [tender.server, tender.witness, ...tender.officers, tender.gate].map((one) => one.output).join('\n');
  found.push(...search.inBytes(Buffer.from(said)).map((what) => `logs: ${what}`));
  return found;
}
const processes = () => ({server: tender.server.process.pid, database: tender.server.databaseProcess(), gate: tender.gate.process.pid, officer: tender.officers[0].process.pid});

step('before the opening what was sealed is in no file, no log, no memory', async () => {
  for (const holder of [...tender.officers, tender.gate]) {
    tender.run(holder);
  }
  const ending = {over: false};
  const caught = catchParser(ending);
  await tender.handIn(bidders[2], lot, planted);
  ending.over = true;
  const parser = await caught;
  assert.ok(parser, 'the parser program was seen at work');
  if (parser.denied) {
    assert.notEqual(process.getuid(), 0, parser.denied);
    console.log(`# the memory of the parser program is not looked at: ${parser.denied}`);
  } else {
    assert.ok(parser.size > 1024 * 1024);
    assert.deepEqual(parser.found, []);
  }
  assert.deepEqual(await everywhere(processes()), []);
  // The search does find: here in the bidder's own files, and after the opening in the platform's.
  const own = search.inFolder(tender.file('bidder-1')).join('\n');
  assert.ok([...Object.values(planted), inTheFiles].every((word) => own.includes(`${word} (as it is)`)), own);
});

step('the server’s log names no bidder, no submission and no sealed file', async () => {
  const {id} = await bidders[0].get(`/api/v1/tender-lots/${lot}/submission`);
  const uploads = (await bidders[0].get('/api/v1/sealed-uploads')).items.map((one) => one.id);
  assert.ok(uploads.length >= 2);
  assert.match(tender.server.output, /api\/v1\/tender-lots/, 'requests are logged');
  // The readers of the first step asked for some of these paths, too: none of them is logged, whoever asks.
  for (const word of ['sealed-uploads', `${lot}/submission`, 'my/submissions', id, ...uploads, ...names, ...bidders.map((one) => one.uscc)]) {
    assert.deepEqual(tender.server.output.split('\n').filter((line) => line.includes(word)), [], word);
  }
});

step('after the opening the same search finds the letters, and nothing of the files where it is kept', async () => {
  await tender.passDeadline(lot);
  const told = await watch();
  const opened = await tender.opened(lot);
  assert.ok(told.includes('tender_lot'), 'who watches is told of the opening');
  assert.equal(opened.bids.filter((bid) => bid.verdict === 'opened').length, 3);
  assert.deepEqual(new Set(opened.bids.map((bid) => bid.bidder_name)), new Set(names));
  const files = await tender.filesOpened(lot);
  assert.ok(files.length === 3 && files.every((one) => one.verdict === 'opened'));
  const {server, database} = processes();
  const found = await everywhere({server, database});
  const places = {'the database’s memory': /^database: PLANTED-LEADER/, 'its files': new RegExp(`^${tender.server.data}/database/.*PLANTED-LEADER`), 'the price there': /271828182845904 \(as it is\)/};
  for (const [what, pattern] of Object.entries(places)) {
    assert.ok(found.some((line) => pattern.test(line)), `${what}: ${found.join('\n')}`);
  }
  // Files are opened after the letters, and pass through the server's memory alone.
  assert.deepEqual(found.filter((line) => line.includes(inTheFiles) && !line.startsWith('server: ')), []);
});
