// Opening officers at their pages: a ceremony of eight keys between two officers in Chromium and one by `daylight
// officer`, with the gate as a program; the lot's certificate read and signed; and an opening for which one page was
// armed beforehand while another officer stayed away. What a page keeps opens with the program.
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {Browser} from './lib/browser.mjs';
import {at, Center, day, password, uscc} from './lib/center.mjs';
import {Client, expectOk} from './lib/client.mjs';
import {Server} from './lib/server.mjs';
import {step} from './lib/step.mjs';
import {Witness} from './lib/witness.mjs';

const bin = process.env.DAYLIGHT_BIN ?? 'build/dev/bin';
const folder = mkdtempSync(join(tmpdir(), 'daylight-ceremony-'));
const file = (...names) => join(folder, ...names);
const server = new Server({demo: 14400}); // four hours a second: people read before they sign
const browser = new Browser(server);
const words = '岱阳市公证处的一句长口令 7';
const programs = [];
const patience = 180000; // a passphrase is stretched for a second, and longer where the machine has other things to do
const long = {timeout: 600000};
let center, witness, tenderer, agency, notary, gate, bidders = [], ceremony, lot, clock;

before(async () => {
  await server.start();
  writeFileSync(file('clock'), '0');
  const site = await new Client(server).get('/api/v1/site');
  witness = new Witness('witness.supervisor.example', site.log.verifier_key, {demoClock: file('clock')});
  await witness.start();
  await server.stop();
  Object.assign(server.settings, {'witness.1.url': witness.url, 'witness.1.key': witness.key, 'witness.quorum': 1});
  await server.start();
  center = new Center(server);
  await center.open();
  clock = setInterval(async () => {
    const site = await center.visitor.get('/api/v1/site').catch(() => null);
    if (site) {
      writeFileSync(file('clock'), String(Math.floor((at(site.procedure_now) - Date.now()) / 1000)));
    }
  }, 200);
  await browser.open();
}, long);
after(async () => {
  clearInterval(clock);
  await browser.close();
  for (const program of programs) {
    program.kill();
  }
  await server.remove();
  await witness.remove();
  rmSync(folder, {recursive: true, force: true});
}, long);

const lotView = () => center.visitor.get(`/api/v1/tender-lots/${lot}`);
const ceremonyView = () => center.visitor.get(`/api/v1/ceremonies/${ceremony}`);
// What the programs and the pages say belongs to a failure's message.
async function eventually(what, look, seconds) {
  try {
    return await center.eventually(what, look, seconds);
  } catch (error) {
    const said = [tenderer, gate].map((one) => `--- ${one?.login}\n${one?.output}`);
    const seen = await Promise.all([agency, notary].map(async (one) => `--- page of ${one?.name}\n${await one?.page.locator('main').innerText().catch(() => '')}`));
    throw new Error([error.message, ...said, ...seen].join('\n'));
  }
}

// --- programs ---

async function equip(party) {
  const name = party.login;
  mkdirSync(file(name), {recursive: true});
  writeFileSync(file(name, 'key.pem'), party.key.export({type: 'pkcs8', format: 'pem'}));
  writeFileSync(file(name, 'passphrase'), `a passphrase of ${name}\n`);
  await token(party, name, ['read', 'openings']);
  return party;
}
async function token(party, name, scopes) {
  mkdirSync(file(name), {recursive: true});
  const made = await party.post('/api/v1/my/tokens', {name: 'holder', scopes, expires_at: new Date(Date.now() + 30 * day).toISOString()});
  writeFileSync(file(name, 'token'), made.secret + '\n');
}
const options = (name, serial) => ['--server', server.address, '--tls', server.authorityFile, '--authority', file('ca.pem'),
  '--log', center.site.log.verifier_key, '--witnesses', file('witnesses'), '--token', file(name, 'token'),
  '--key', file(name, 'key.pem'), '--certificate', serial, '--vault', file(name, 'vault.pem'),
  '--passphrase', file(name, 'passphrase'), '--every', '1'];
function run(party, program, ...first) {
  const child = spawn(join(bin, program), [...first, ...options(party.login, party.serial)], {stdio: ['ignore', 'pipe', 'pipe']});
  party.output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      party.output += bytes;
    });
  }
  programs.push(child);
  party.process = child;
}

// --- pages ---

// Registered and approved; the key is made in the page.
async function officerAt(kind, name, number, login) {
  const {client, registered} = await center.register(kind, name, number, login);
  await center.registrar.post(`/api/v1/organisations/${registered.organisation_id}/approve`);
  expectOk(await client.signIn(login, password));
  const person = await browser.person(login);
  person.page.setDefaultTimeout(patience);
  await person.signIn(login, password);
  await person.at('nav-officer').click();
  await person.at('no-signer').waitFor();
  await person.fill({passphrase: 'a key that signs words', passphrase_again: 'a key that signs words'});
  const [backup] = await Promise.all([person.page.waitForEvent('download'), person.at('make-key').click()]);
  mkdirSync(file(login), {recursive: true});
  writeFileSync(file(login, 'key-backup.pem'), readFileSync(await backup.path()));
  await person.field('backup_kept').check();
  await person.at('order-certificate').click();
  await person.at('no-signer').waitFor({state: 'detached'});
  return Object.assign(person, {client, login});
}
// Whom it trusts, compared and accepted; then its file, under a passphrase.
async function beginSitting(person, passphrase) {
  assert.match(await person.field('witnesses').inputValue(), new RegExp(witness.name.replaceAll('.', '\\.')));
  await person.field('trust.checked').check();
  await person.at('accept-trust').click();
  await person.fill({'vault.passphrase': passphrase, 'vault.passphrase_again': passphrase});
  await person.at('open-vault').click();
  await person.page.locator('[data-test="vault"][data-phase="open"]').waitFor();
}
const own = (person) => person.page.locator(`[data-test="my-ceremony"][data-id="${ceremony}"]`);
async function keepCopy(person) {
  await own(person).and(person.page.locator('[data-work="copy_wanted"]')).waitFor();
  const [copy] = await Promise.all([person.page.waitForEvent('download'), person.at('download-vault').click()]);
  writeFileSync(file(person.login, 'vault.pem'), readFileSync(await copy.path()));
  await person.field('vault.kept').check();
  await person.at('vault-kept').click();
}

step('two officers sit down at their pages, each with a key and a file of its own', async () => {
  writeFileSync(file('ca.pem'), (await center.visitor.send('GET', '/api/v1/certificates/ca.pem')).raw);
  writeFileSync(file('witnesses'), witness.key + '\n');
  tenderer = await equip(Object.assign(await center.party('tenderer', '岱阳市城市建设投资公司', 20000001, 'tenderer'), {login: 'tenderer'}));
  const keeper = await center.addStaff('gate', 'gate');
  await keeper.certify();
  gate = await equip(Object.assign(keeper, {login: 'gate'}));
  agency = await officerAt('agency', '岱阳招标代理公司', 20000002, 'agency');
  notary = await officerAt('notary', '岱阳市公证处', 20000003, 'notary');
  assert.ok(await notary.at('open-vault').isDisabled()); // until it has said whom it trusts
  await beginSitting(agency, 'a passphrase of the agency');
  await beginSitting(notary, words);
  await agency.at('my-ceremonies').getByText('目前没有').waitFor();
  await agency.picture('officer-empty', {fullPage: true});
}, long);

step('a ceremony of eight keys runs by itself, and is confirmed once each has a copy of its file', async () => {
  const people = [];
  for (const party of [tenderer, agency.client, notary.client]) {
    people.push((await party.get('/api/v1/session')).person.id);
  }
  const called = await center.clerk.post('/api/v1/ceremonies', {officers: people, threshold: 2, keys: 8});
  ceremony = called.id;
  run(tenderer, 'daylight', 'officer');
  run(gate, 'daylight-gate', '--journal', file('gate', 'journal'));
  const watcher = await browser.person('watcher');
  watcher.page.setDefaultTimeout(patience);
  await watcher.go(`/ceremonies/${ceremony}`);
  await watcher.page.locator('[data-test="holder"][data-holder="2"][data-missing="true"]').waitFor();
  await watcher.picture('ceremony-waiting');
  for (const person of [agency, notary]) {
    await own(person).waitFor();
    await person.at('join-ceremony').click();
  }
  await keepCopy(agency);
  // One is missing now, and everybody sees who.
  await watcher.page.locator('[data-test="ceremony-page"][data-state="confirming"]').waitFor();
  await watcher.page.locator('[data-test="holder"][data-holder="2"][data-missing="false"]').waitFor();
  await watcher.page.locator('[data-test="holder"][data-holder="3"][data-missing="true"]').waitFor();
  await notary.picture('officer-copy-wanted', {fullPage: true});
  await keepCopy(notary);
  const complete = await eventually('the ceremony', async () => {
    const now = await ceremonyView();
    return now.state === 'complete' ? now : null;
  }, 120);
  assert.equal(complete.keys_left, 8);
  await watcher.at('transcript').getByText(complete.transcript).waitFor();
  await watcher.picture('ceremony-complete');
  await own(agency).and(agency.page.locator('[data-state="complete"]')).waitFor();
  await agency.picture('officer-complete', {fullPage: true});
}, long);

step('what the page kept opens with the program and with stock openssl, and with no other passphrase', async () => {
  await token(notary.client, 'notary', ['read', 'openings']);
  writeFileSync(file('notary', 'key.pem'), execFileSync('openssl',
    ['pkey', '-in', file('notary', 'key-backup.pem'), '-passin', 'pass:a key that signs words']));
  const {items} = await notary.client.get('/api/v1/my/certificates');
  const once = () => spawnSync(join(bin, 'daylight'), ['officer', ...options('notary', items[0].serial), '--once'], {encoding: 'utf8'});
  writeFileSync(file('notary', 'passphrase'), words + '\n');
  const good = once();
  assert.equal(good.status, 0, good.stdout + good.stderr);
  writeFileSync(file('notary', 'passphrase'), 'another\n');
  const bad = once();
  assert.equal(bad.status, 1);
  assert.match(bad.stderr, /passphrase_wrong/);
  const shown = execFileSync('openssl', ['asn1parse', '-in', file('notary', 'vault.pem')]).toString();
  assert.match(shown, /scrypt/);
}, long);

const terms = {
  number: 'DY-SG-7', title: '滨河路改造工程一标段', region: '370900', location: '滨河路', scope: '道路与排水', qualification: '市政公用工程施工总承包二级及以上',
  evaluation: '经评审的最低投标价法', estimate: 3000000000, validity_days: 90, security: {amount: 0, guarantee: true, transfer: false},
  opening_is_public: true, sections: [{number: '1', title: '投标人须知', text: '投标文件由开标一览表和投标文件两部分组成，各自加密。'}], attachments: [],
  fields: [{name: 'price', label_zh: '投标报价', label_en: 'Price', kind: 'money', required: true, least: null, most: 3000000000, in_words: true}],
  files: ['files'],
};

async function newBidder(name, number, login) {
  const party = await center.party('bidder', name, number, login);
  mkdirSync(file(login));
  writeFileSync(file(login, 'key.pem'), party.key.export({type: 'pkcs8', format: 'pem'}));
  const {items} = await party.get('/api/v1/my/certificates');
  writeFileSync(file(login, 'cert.pem'), items.find((one) => one.serial === party.serial).certificate_pem);
  await token(party, login, ['read', 'bids']);
  writeFileSync(file(login, 'files.bin'), Buffer.alloc(4096, login));
  return Object.assign(party, {login, uscc: uscc(number)});
}
function submit(bidder, letter) {
  writeFileSync(file(bidder.login, 'letter.json'), JSON.stringify(letter));
  const sealed = spawnSync(join(bin, 'daylight'), ['seal', '--server', server.address, '--tls', server.authorityFile,
    '--authority', file('ca.pem'), '--lot', lot, '--bidder', bidder.uscc, '--letter', file(bidder.login, 'letter.json'),
    '--file', `files=${file(bidder.login, 'files.bin')}`, '--key', file(bidder.login, 'key.pem'), '--certificate', file(bidder.login, 'cert.pem'),
    '--out', file(bidder.login), '--submit', '--token', file(bidder.login, 'token')], {encoding: 'utf8'});
  assert.equal(sealed.status, 0, sealed.stdout + sealed.stderr);
}

step('the lot’s certificate is read in its own words, and signed', async () => {
  bidders = [await newBidder('大地建设有限公司', 30000001, 'dadi'), await newBidder('长江路桥有限公司', 30000002, 'changjiang'),
    await newBidder('泰山市政有限公司', 30000003, 'taishan')];
  const now = at(await center.now());
  const times = (days) => new Date(now + days * day).toISOString();
  const draft = await tenderer.post('/api/v1/tenders', {
    title: '滨河路改造工程施工招标公告', project_number: '岱发改审〔2026〕12号', method: 'open_tender', statement: '资金已落实。',
    lots: [{terms, times: {documents_until: times(10), questions_until: times(12), deadline: times(24)}}]});
  await tenderer.post(`/api/v1/tenders/${draft.id}/submit`);
  const published = await center.reviewer.post(`/api/v1/tenders/${draft.id}/publish`, {ceremony});
  [lot] = published.published_lots;
  for (const person of [agency, notary]) {
    const card = person.page.locator(`[data-test="lot-to-sign"][data-id="${lot}"]`);
    await card.locator('[data-test="sign-lot"]').waitFor();
    const text = await card.innerText();
    assert.match(text, /DY-SG-7/);
    assert.match(text, /岱阳市城市建设投资公司/);
    if (person === agency) {
      await person.picture('officer-sign', {fullPage: true});
    }
    await card.locator('[data-test="sign-lot"]').click();
    await card.waitFor({state: 'detached'});
  }
  const open = await eventually('all signatures on lot.crt', async () => {
    const view = await lotView();
    return view.takes_bids ? view : null;
  });
  assert.ok(open.holders.every((one) => one.cosigned));
}, long);

step('one officer arms its page, another goes home', async () => {
  const card = agency.page.locator(`[data-test="lot-to-open"][data-id="${lot}"]`);
  await card.locator('[data-test="arm-lot"]').click();
  await card.locator('[data-test="armed"]').waitFor();
  await agency.picture('officer-armed', {fullPage: true});
  await notary.at('lock').click();
  await notary.page.locator('[data-test="vault"][data-phase="closed"]').waitFor();
  await notary.page.close();
  for (const [at_, bidder] of bidders.entries()) {
    submit(bidder, [{price: 2500000000, price_in_words: '人民币贰仟伍佰万元整'}, {price: 2600000000, price_in_words: '人民币贰仟陆佰万元整'},
      {price: 2550000000, price_in_words: '人民币贰仟伍佰伍拾万元整'}][at_]);
  }
  assert.equal((await lotView()).holders.some((one) => one.released), false);
}, long);

step('after the deadline the armed page releases, and with the program and the gate all letters open', async () => {
  await center.until((await lotView()).times.deadline);
  const opened = await eventually('the opening', async () => {
    const view = await lotView();
    return view.state === 'opened' ? view : null;
  }, 120);
  assert.equal(opened.bids.length, 3);
  assert.ok(opened.bids.every((bid) => bid.verdict === 'opened'));
  const released = Object.fromEntries(opened.holders.map((one) => [one.holder, one.released]));
  assert.deepEqual(released, {1: true, 2: true, 3: false, 65535: true});
  await agency.page.locator(`[data-test="lot-to-open"][data-id="${lot}"][data-released="true"]`).waitFor();
  await agency.picture('officer-released', {fullPage: true});
  const checked = spawnSync(join(bin, 'daylight'), ['verify', 'opening', '--server', server.address, '--tls', server.authorityFile,
    '--lot', lot, '--authority', file('ca.pem'), '--log', center.site.log.verifier_key, '--witnesses', file('witnesses'), '--save', folder], {encoding: 'utf8'});
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
}, long);

step('once the record is signed, the page forgets the share that it used', async () => {
  const record = await center.visitor.get(`/api/v1/tender-lots/${lot}/record`);
  const act = tenderer.act('daylight-opening-record+jws', {lot, record: record.digest}, {audience: center.audience});
  expectOk(await tenderer.tellSigned(`/api/v1/tender-lots/${lot}/record`, act));
  await agency.page.locator('[data-test="notes"] [data-kind="erased"]').waitFor();
  assert.deepEqual(browser.faults, []);
}, long);
