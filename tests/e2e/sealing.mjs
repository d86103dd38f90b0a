// A bid that is written, sealed and submitted in Chromium alone, with a file of 100 MB, over a line that breaks; replaced,
// withdrawn and submitted anew; and, after the opening, checked by its bidder. Other bidders use `daylight seal`, which
// finds in each letter of the shared cases what the page finds.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {after, before} from 'node:test';
import {Browser} from './lib/browser.mjs';
import {password} from './lib/center.mjs';
import {step as shortStep} from './lib/step.mjs';
import {Tendering} from './lib/tender.mjs';

const megabytes = Number(process.env.DAYLIGHT_SEALED_MB ?? 100);
const mebibyte = 1024 * 1024;
// A busy machine makes long work longer.
const step = (name, work) => shortStep(name, work, {timeout: 600000});
const cases = JSON.parse(readFileSync('web/tests/vectors/letters.json', 'utf8'));
const tender = new Tendering({demo: 600}); // slow while people work
const browser = new Browser(tender.server);
const file = (...names) => tender.file(...names);
let center, lot, bidder, dadi;

before(async () => {
  await tender.open();
  ({center} = tender);
  await browser.open();
}, {timeout: 300000});
after(async () => {
  await browser.close();
  await tender.close();
}, {timeout: 300000});

step('a tender is published with a key that its officer and the gate made', async () => {
  await tender.equipHolders(['tenderer']);
  await tender.makeKeys(1, {threshold: 1});
  [{id: lot}] = await tender.publish([tender.terms('DY-SG-1', {fields: cases.fields})]);
});

step('daylight seal finds in each letter what the page finds', async () => {
  const others = await Promise.all([['长江路桥有限公司', 30000002, 'changjiang'], ['泰山市政有限公司', 30000003, 'taishan']].map(
    ([name, number, login]) => tender.bidder(name, number, login, {size: 70000})));
  // This lot asks for no security, and a file of fields names none.
  for (const {why, letter, found} of cases.cases.filter(({security, secret}) => security === undefined && secret === undefined)) {
    const {status, stderr} = await tender.seal(others[0], lot, letter, '--check');
    assert.equal(status, found.length === 0 ? 0 : 1, why + stderr);
    assert.deepEqual([...stderr.matchAll(/^(\w+ [\w.]+): /gm)].map(([, word]) => word), found, why);
  }
  await Promise.all(others.map((other) => tender.handIn(other, lot, cases.cases[0].letter)));
});

step('a bidder makes its key in the browser, and asks about the documents', async () => {
  dadi = await center.member('bidder', '大地建设有限公司', 30000001, 'dadi');
  bidder = await browser.person('dadi');
  await bidder.signIn('dadi', password);
  await bidder.go(`/tenders/${lot}/bid`);
  await bidder.at('no-signer').waitFor();
  await bidder.go('/my/certificate');
  await bidder.fill({passphrase: 'correct horse battery', passphrase_again: 'correct horse battery'});
  await bidder.at('make-key').click();
  await bidder.field('backup_kept').check();
  await bidder.at('order-certificate').click();
  await bidder.at('certificate-issued').waitFor();
});

// What our browser's renderer processes hold in memory, in MB, and for how many seconds they have computed.
function renderers() {
  const parents = new Map();
  const found = new Map();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      parents.set(entry, status.match(/^PPid:\s+(\d+)/m)[1]);
      if (readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes('--type=renderer')) {
        const times = readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1].split(' ');
        found.set(entry, {memory: Number(status.match(/^RssAnon:\s+(\d+)/m)[1]) / 1024, seconds: (Number(times[11]) + Number(times[12])) / 100});
      }
    } catch {
      continue; // it ended while we looked
    }
  }
  const isOurs = (entry) => entry === String(process.pid) || (parents.has(entry) && isOurs(parents.get(entry)));
  return [...found].filter(([entry]) => isOurs(entry)).reduce(
    (sum, [, one]) => ({memory: sum.memory + one.memory, seconds: sum.seconds + one.seconds}), {memory: 0, seconds: 0});
}
// The longest time for which the page did not answer.
const watchPage = (page) => page.evaluate(() => {
  window.longest = 0;
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    window.longest = Math.max(window.longest, now - last);
    last = now;
  }, 10);
});
async function fill(price, size) {
  await bidder.fill({'fields.price': price, 'fields.period': '300', 'fields.leader': '张工'});
  await bidder.field('fields.quality').check();
  writeFileSync(file('bid.bin'), Buffer.alloc(size, 'a bid by Dadi'));
  await bidder.field('files.files').setInputFiles(file('bid.bin'));
}

step('the page says what is formally wrong before anything is sealed', async () => {
  await bidder.go(`/tenders/${lot}/bid`);
  await bidder.page.locator('[data-test="lot-key"][data-ok="true"]').waitFor();
  await bidder.fill({'fields.price': '30000000.01', 'fields.period': '1.5'});
  assert.match(await bidder.at('capitals-price').innerText(), /人民币叁仟万元零壹分$/);
  await bidder.at('seal').click();
  const summary = await bidder.at('problem').innerText();
  assert.match(summary, /第五十一条/);
  assert.match(summary, /整数天数/);
  assert.match(summary, /请选择这一部分的文件/);
  await bidder.picture('bid-findings', {fullPage: true});
});

// Bytes a second that go out; null while the line is broken.
let line;
const setLine = (rate) => line.send('Network.emulateNetworkConditions', {offline: rate === null, latency: 0, downloadThroughput: -1, uploadThroughput: rate ?? 0});
// Every piece that the page sends, in order, those on their way when the line breaks included, and what was answered.
const pieces = {sent: [], taken: new Set(), sentAgain: [], refused: 0};
function watchPieces(page) {
  const piece = (request) => (request.method() === 'PUT' ? request.url().match(/sealed-uploads\/(\S+\/chunks\/\d+)$/)?.[1] : undefined);
  page.on('request', (request) => {
    const name = piece(request);
    if (name !== undefined) {
      pieces.sent.push(name);
      if (pieces.taken.has(name)) {
        pieces.sentAgain.push(name);
      }
    }
  });
  page.on('response', (response) => {
    const name = piece(response.request());
    if (name !== undefined && response.status() === 200) {
      pieces.taken.add(name);
    } else if (name !== undefined) {
      ++pieces.refused;
    }
  });
}

step('a file of many megabytes is sealed while the page answers, in little memory', async () => {
  await fill('25,000,000', megabytes * 1000000);
  await watchPage(bidder.page);
  const base = renderers();
  let peak = 0;
  const looking = setInterval(() => (peak = Math.max(peak, renderers().memory)), 200);
  // Hardly anything gets out before the next step looks.
  watchPieces(bidder.page);
  line = await bidder.page.context().newCDPSession(bidder.page);
  await line.send('Network.enable');
  await setLine(mebibyte / 8);
  const begun = performance.now();
  await bidder.at('seal').click();
  await bidder.at('sealing').waitFor();
  await bidder.picture('bid-sealing', {fullPage: true});
  await bidder.page.evaluate(() => (window.longest = 0)); // the picture itself takes a while
  await bidder.at('sealed').waitFor({timeout: 400000});
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(looking);
  const longest = await bidder.page.evaluate(() => window.longest);
  const computed = renderers().seconds - base.seconds;
  console.log(`sealed ${megabytes} MB in ${seconds.toFixed(1)} s, ${computed.toFixed(1)} s of them computing (${(megabytes / seconds).toFixed(1)} MB/s, ` +
    `${(megabytes / computed).toFixed(1)} MB/s of a core); memory ${base.memory.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most; the page waited ${longest.toFixed(0)} ms at most`);
  assert.ok(longest < 250 * seconds, `the page stood still for ${longest} ms`);
  assert.ok(peak - base.memory < 150, `sealing took ${peak - base.memory} MB`);
});

// What the server tells the page that it lacks of the file, which is sent before the letter; and how many pieces had been
// sent by then. A page that is being left may send one that nobody sees: what counts is what comes after this answer.
async function whatIsMissing() {
  const [file] = pieces.sent[0].split('/');
  let before;
  const told = await bidder.page.waitForResponse((response) => {
    const is = response.request().method() === 'GET' && response.url().endsWith(`/sealed-uploads/${file}`) && response.status() === 200;
    before = is ? pieces.sent.length : before;
    return is;
  }, {timeout: 200000});
  const {missing} = await told.json();
  return {missing: missing.map((number) => `${file}/chunks/${number}`), sentSince: () => pieces.sent.slice(before).filter((name) => name.startsWith(file))};
}

step('the line breaks, the page is reloaded, and only what is missing is sent', async () => {
  await setLine(6 * mebibyte);
  await center.eventually('some of it', () => pieces.taken.size > megabytes / 8, 200);
  await setLine(null);
  await bidder.at('sending-waits').waitFor();
  await bidder.picture('bid-waiting', {fullPage: true});
  // Slowly enough that a good deal is missing at the reload.
  const [broken] = await Promise.all([whatIsMissing(), setLine(2 * mebibyte)]);
  await center.eventually('some more of it', () => broken.sentSince().length > 5, 200);
  assert.deepEqual(broken.sentSince().filter((name) => !broken.missing.includes(name)), [], 'the server had it when the line was back');
  const [reloaded] = await Promise.all([whatIsMissing(), bidder.page.reload()]);
  assert.ok(reloaded.missing.length > 2 && reloaded.missing.length < broken.missing.length, 'the page was reloaded in the midst of it');
  await setLine(-1);
  await bidder.page.locator('[data-test="sealed"][data-sending="whole"]').waitFor({timeout: 300000});
  assert.deepEqual([...new Set(reloaded.sentSince())].sort(), reloaded.missing.sort(), 'all that was missing after the reload, and nothing else');
  assert.deepEqual(pieces.sentAgain, [], 'what was acknowledged is not sent again');
  // Two are on their way at a time, and were cut off twice.
  const again = pieces.sent.length - new Set(pieces.sent).size;
  assert.ok(again <= 2 * 2 + pieces.refused, `${again} were sent again, and ${pieces.refused} refused`);
  const {items} = await dadi.get('/api/v1/sealed-uploads');
  assert.deepEqual(items.map((one) => one.missing), [[], []], 'the server has file and letter');
  assert.ok(Math.max(...items.map((one) => one.size)) > megabytes * 1000000);
});

async function confirm() {
  await bidder.page.locator('dialog[open] [name="confirm.checked"]').check();
  await bidder.page.locator('dialog[open] [data-test="confirm-submit"]').click();
}
async function submit() {
  await bidder.at('ask-submit').click();
  await confirm();
  await bidder.at('submitted').waitFor();
}
step('it is submitted by a signed act, and the receipt is verified', async () => {
  await bidder.at('ask-submit').click();
  await bidder.page.locator('dialog[open] [data-field="price"]').getByText('人民币贰仟伍佰万元整').waitFor();
  await bidder.picture('bid-confirm');
  await bidder.page.locator('dialog[open] [data-test="confirm-cancel"]').click();
  await submit();
  await bidder.picture('bid-submitted', {fullPage: true});
  await bidder.go('/my/receipts');
  await bidder.page.locator('[data-test="receipt"][data-kind="submission"]').waitFor();
  await center.eventually('the receipt in the log', async () => {
    if (await bidder.at('check-receipt').count()) {
      await bidder.at('check-receipt').click();
      await bidder.at('proof-steps').waitFor({state: 'attached'});
    }
    return (await bidder.at('receipt-ok').count()) > 0;
  }, 150);
});

async function bidAnew(price) {
  await bidder.at('replace').click();
  await bidder.at('seal-form').waitFor();
  await fill(price, 3000000);
  await bidder.page.locator('[data-test="seal"]:enabled').click();
  await bidder.page.locator('[data-test="sealed"][data-sending="whole"]').waitFor();
  await submit();
  await bidder.go('/my/submissions');
}
step('it is replaced, withdrawn, and submitted anew', async () => {
  await bidder.go('/my/submissions');
  await bidder.page.locator('[data-test="submission"][data-state="complete"]').waitFor();
  await bidder.picture('submissions', {fullPage: true});
  await bidAnew('24,000,000');
  await bidder.at('withdraw').click();
  await confirm();
  await bidder.page.locator('[data-test="submission"][data-state="withdrawn"]').waitFor();
  await bidAnew('23,456,789.01');
  await bidder.page.locator('[data-test="submission"][data-state="complete"]').waitFor();
});

step('after the opening the bidder sees that its own letter and files are what was opened', async () => {
  await tender.passDeadline(lot);
  const {bids} = await tender.opened(lot, 120);
  assert.deepEqual(bids.map((bid) => `${bid.bidder_name} ${bid.verdict} ${bid.fault} ${bid.findings}`).sort(),
    ['大地建设有限公司 opened  ', '泰山市政有限公司 opened  ', '长江路桥有限公司 opened  ']);
  await bidder.go('/my/submissions');
  await bidder.at('check-opened').click();
  await bidder.page.locator('[data-test="opened-check"][data-ok="true"]').waitFor();
  await bidder.page.locator('[data-test="opened-check"] summary').click();
  await bidder.page.locator('[name^="compare."]').setInputFiles(file('bid.bin'));
  await bidder.page.getByText('就是当时加密的文件').waitFor();
  await bidder.picture('submission-opened', {fullPage: true});
  const checked = await tender.verifyOpening(lot);
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
});

step('no page complained', () => assert.deepEqual(browser.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault)), []));
