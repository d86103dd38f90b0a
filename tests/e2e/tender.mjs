// A tender with sealed bids, from the ceremony to the opening record, by the programs that its people run: the gate and
// three officers in processes of their own, bidders who seal with `daylight seal` and with stock openssl, a witness whose
// time alone opens anything, and a citizen who checks the whole opening with `daylight verify opening` and with
// `openssl cms -decrypt`. The procedures' clock runs ahead, as in the demonstration; the witness follows it.
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {at, Center, day, uscc} from './lib/center.mjs';
import {Client, expectOk, newKey} from './lib/client.mjs';
import {Server, sleep} from './lib/server.mjs';
import {step} from './lib/step.mjs';
import {Witness} from './lib/witness.mjs';

const bin = process.env.DAYLIGHT_BIN ?? 'build/dev/bin';
const folder = mkdtempSync(join(tmpdir(), 'daylight-tender-'));
const file = (...names) => join(folder, ...names);
const server = new Server({demo: 43200});
const planted = 'PLANTED-PRICE-7741';
let center, witness, tenderer, officers = [], gate, bidders = [], ceremony, lot, clock;
const programs = [];

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
});
after(async () => {
  clearInterval(clock);
  for (const program of programs) {
    program.kill();
  }
  await server.remove();
  await witness.remove();
  rmSync(folder, {recursive: true, force: true});
});

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
// What the holders' own programs say belongs to a failure's message.
async function eventually(what, look, seconds) {
  try {
    return await center.eventually(what, look, seconds);
  } catch (error) {
    throw new Error(`${error.message}\n${[...officers, gate].map((one) => `--- ${one?.name}\n${one?.output}`).join('\n')}`);
  }
}
const lotView = () => center.visitor.get(`/api/v1/tender-lots/${lot}`);

// A holder's files, as it would keep them on its own machine, and its program.
async function equip(name, party) {
  mkdirSync(file(name));
  writeFileSync(file(name, 'key.pem'), party.key.export({type: 'pkcs8', format: 'pem'}));
  writeFileSync(file(name, 'passphrase'), `a passphrase of ${name}\n`);
  const token = await party.post('/api/v1/my/tokens', {
    name: 'holder', scopes: ['read', 'openings'], expires_at: new Date(Date.now() + 30 * day).toISOString()});
  writeFileSync(file(name, 'token'), token.secret + '\n');
  return {name, party};
}
function options({name, party}) {
  return ['--server', server.address, '--tls', server.authorityFile, '--authority', file('ca.pem'),
    '--log', center.site.log.verifier_key, '--witnesses', file('witnesses'), '--token', file(name, 'token'),
    '--key', file(name, 'key.pem'), '--certificate', party.serial, '--vault', file(name, 'vault.pem'),
    '--passphrase', file(name, 'passphrase'), '--every', '1'];
}
function run(holder, program, ...words) {
  const child = spawn(join(bin, program), [...words, ...options(holder)], {stdio: ['ignore', 'pipe', 'pipe']});
  holder.output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      holder.output += bytes;
    });
  }
  programs.push(child);
  holder.process = child;
}
const runOfficer = (holder) => run(holder, 'daylight', 'officer');
const runGate = (holder) => run(holder, 'daylight-gate', '--journal', file(holder.name, 'journal'));

step('officers of three bodies and the gate make keys that nobody holds', async () => {
  writeFileSync(file('ca.pem'), (await center.visitor.send('GET', '/api/v1/certificates/ca.pem')).raw);
  writeFileSync(file('witnesses'), witness.key + '\n');
  tenderer = await center.party('tenderer', '岱阳市城市建设投资公司', 20000001, 'tenderer');
  const agency = await center.party('agency', '岱阳招标代理公司', 20000002, 'agency');
  const notary = await center.party('notary', '岱阳市公证处', 20000003, 'notary');
  const keeper = await center.addStaff('gate', 'gate');
  await keeper.certify();
  for (const [name, party] of [['tenderer', tenderer], ['agency', agency], ['notary', notary]]) {
    officers.push(await equip(name, party));
  }
  gate = await equip('gate', keeper);
  const people = [];
  for (const {party} of officers) {
    people.push((await party.get('/api/v1/session')).person.id);
  }
  const called = await center.clerk.post('/api/v1/ceremonies', {officers: people, threshold: 2, keys: 4});
  ceremony = called.id;
  assert.deepEqual(called.missing, [1, 2, 3]);
  officers.forEach(runOfficer);
  runGate(gate);
  const complete = await eventually('the ceremony', async () => {
    const now = await center.visitor.get(`/api/v1/ceremonies/${ceremony}`);
    return now.state === 'complete' ? now : null;
  }, 30);
  assert.equal(complete.keys_left, 4);
  // What each holds is in its own encrypted file, which stock openssl knows.
  for (const {name} of [...officers, gate]) {
    assert.match(readFileSync(file(name, 'vault.pem'), 'utf8'), /BEGIN ENCRYPTED PRIVATE KEY/);
    assert.match(execFileSync('openssl', ['asn1parse', '-in', file(name, 'vault.pem')]).toString(), /scrypt/);
  }
  assert.match(readFileSync(file('gate', 'journal'), 'utf8'), /"what":"announce"/);
});

const terms = (number) => ({
  number, title: '滨河路改造工程一标段', region: '370900', location: '滨河路', scope: '道路与排水', qualification: '市政公用工程施工总承包二级及以上',
  evaluation: '经评审的最低投标价法', estimate: 3000000000, validity_days: 90, security: {amount: 0, guarantee: true, transfer: false},
  opening_is_public: true, sections: [{number: '1', title: '投标人须知', text: '投标文件由开标一览表和投标文件两部分组成，各自加密。'}], attachments: [],
  fields: [
    {name: 'price', label_zh: '投标报价', label_en: 'Price', kind: 'money', required: true, least: null, most: 3000000000, in_words: true},
    {name: 'leader', label_zh: '项目负责人', label_en: 'Project leader', kind: 'text', required: true, least: null, most: null, in_words: false}],
  files: ['files'],
});

step('a tender is drafted by the tenderer, published by the center, and its key signed by every officer', async () => {
  const now = at(await center.now());
  const times = (days) => new Date(now + days * day).toISOString();
  const draft = await tenderer.post('/api/v1/tenders', {
    title: '滨河路改造工程施工招标公告', project_number: '岱发改审〔2026〕12号', method: 'open_tender', statement: '资金已落实。',
    lots: [{terms: terms('DY-SG-1'), times: {documents_until: times(10), questions_until: times(12), deadline: times(24)}}]});
  await tenderer.post(`/api/v1/tenders/${draft.id}/submit`);
  const published = await center.reviewer.post(`/api/v1/tenders/${draft.id}/publish`, {ceremony});
  [lot] = published.published_lots;
  const open = await eventually('all signatures on lot.crt', async () => {
    const view = await lotView();
    return view.takes_bids ? view : null;
  });
  assert.ok(open.holders.every((one) => one.cosigned));
  writeFileSync(file('lot.crt'), (await center.visitor.send('GET', `/api/v1/tender-lots/${lot}/lot.crt`)).raw);
  const shown = execFileSync('openssl', ['x509', '-in', file('lot.crt'), '-noout', '-text']).toString();
  assert.match(shown, /Key Agreement/);
  assert.match(shown, new RegExp(lot));
});

async function newBidder(name, number, login) {
  const party = await center.party('bidder', name, number, login);
  mkdirSync(file(login));
  writeFileSync(file(login, 'key.pem'), party.key.export({type: 'pkcs8', format: 'pem'}));
  const {items} = await party.get('/api/v1/my/certificates');
  writeFileSync(file(login, 'cert.pem'), items.find((one) => one.serial === party.serial).certificate_pem);
  const token = await party.post('/api/v1/my/tokens', {
    name: 'seal', scopes: ['read', 'bids'], expires_at: new Date(Date.now() + 30 * day).toISOString()});
  writeFileSync(file(login, 'token'), token.secret + '\n');
  writeFileSync(file(login, 'files.bin'), Buffer.alloc(2 * 1024 * 1024 + 17, login));
  return Object.assign(party, {login, uscc: uscc(number)});
}
function seal(bidder, letter, ...words) {
  writeFileSync(file(bidder.login, 'letter.json'), JSON.stringify(letter));
  return spawnSync(join(bin, 'daylight'), ['seal', '--server', server.address, '--tls', server.authorityFile,
    '--authority', file('ca.pem'), '--lot', lot, '--bidder', bidder.uscc, '--letter', file(bidder.login, 'letter.json'),
    '--file', `files=${file(bidder.login, 'files.bin')}`, '--key', file(bidder.login, 'key.pem'),
    '--certificate', file(bidder.login, 'cert.pem'), '--out', file(bidder.login), ...words], {encoding: 'utf8'});
}

step('a bid is checked, sealed and submitted from the bidder’s own machine', async () => {
  bidders = [await newBidder('大地建设有限公司', 30000001, 'dadi'), await newBidder('长江路桥有限公司', 30000002, 'changjiang'),
    await newBidder('泰山市政有限公司', 30000003, 'taishan')];
  const wrong = seal(bidders[0], {price: 3000000001, price_in_words: '人民币叁仟万元零壹分', leader: '张工'}, '--check');
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /amount_above_most fields\.price/);
  const good = seal(bidders[0], {price: 2500000000, price_in_words: '人民币贰仟伍佰万元整', leader: planted}, '--submit', '--token', file('dadi', 'token'));
  assert.equal(good.status, 0, good.stdout + good.stderr);
  assert.match(good.stdout, /submitted at/);
  const second = seal(bidders[1], {price: 2600000000, price_in_words: '人民币贰仟陆佰万元整', leader: '李工'}, '--submit', '--token', file('changjiang', 'token'));
  assert.equal(second.status, 0, second.stdout + second.stderr);
});

// As the documented recipe has it: nothing of ours but lot.crt.
function sealByOpenssl(login, name, contents) {
  writeFileSync(file(login, name), contents);
  execFileSync('openssl', ['cms', '-sign', '-binary', '-nodetach', '-nosmimecap', '-md', 'sha256', '-in', file(login, name),
    '-signer', file(login, 'cert.pem'), '-inkey', file(login, 'key.pem'), '-outform', 'DER', '-out', file(login, `${name}.signed`)]);
  execFileSync('openssl', ['cms', '-encrypt', '-binary', '-aes-256-gcm', '-in', file(login, `${name}.signed`), '-recip', file('lot.crt'),
    '-keyopt', 'ecdh_kdf_md:sha256', '-outform', 'DER', '-out', file(login, `${name}.sealed`)]);
  return readFileSync(file(login, `${name}.sealed`));
}
async function upload(bidder, bytes) {
  const begun = await bidder.post('/api/v1/sealed-uploads', {size: bytes.length});
  for (let number = 0; number * begun.chunk_bytes < bytes.length; ++number) {
    const body = bytes.subarray(number * begun.chunk_bytes, (number + 1) * begun.chunk_bytes);
    expectOk(await bidder.send('PUT', `/api/v1/sealed-uploads/${begun.id}/chunks/${number}`,
      {body, headers: {'Content-Type': 'application/octet-stream', 'Idempotency-Key': newKey()}}));
  }
  return bidder.post(`/api/v1/sealed-uploads/${begun.id}/finish`);
}

step('a bid that stock openssl sealed is taken through the API alone', async () => {
  const [, , bidder] = bidders;
  const files = readFileSync(file('taishan', 'files.bin'));
  const letter = JSON.stringify({format: 'daylight/letter/1', lot, stage: 'bids', bidder: bidder.uscc, nonce: newKey() + newKey(),
    documents_version: 1, fields: {price: 2550000000, price_in_words: '人民币贰仟伍佰伍拾万元整', leader: '王工'},
    files: [{part: 'files', digest: sha256(files)}]});
  const plain = await bidder.tellConfirmed('POST', '/api/v1/sealed-uploads', {size: 10});
  expectOk(plain);
  expectOk(await bidder.send('PUT', `/api/v1/sealed-uploads/${plain.json.id}/chunks/0`,
    {body: Buffer.from('plain text'), headers: {'Content-Type': 'application/octet-stream', 'Idempotency-Key': newKey()}}));
  const refused = await bidder.tellConfirmed('POST', `/api/v1/sealed-uploads/${plain.json.id}/finish`);
  assert.equal(refused.json.code, 'envelope_not_encrypted');
  const sealed = {files: sealByOpenssl('taishan', 'files', files), letter: sealByOpenssl('taishan', 'letter', letter)};
  const uploads = {files: await upload(bidder, sealed.files), letter: await upload(bidder, sealed.letter)};
  const parts = ['files', 'letter'].map((part) => ({part, digest: sha256(sealed[part])}));
  const act = bidder.act('daylight-submission+jws', {lot, stage: 'bids', documents_version: 1, parts}, {audience: center.audience});
  const answer = expectOk(await bidder.tellConfirmed('POST', `/api/v1/tender-lots/${lot}/submission`,
    {statement: act.statement, uploads: [uploads.files.id, uploads.letter.id]}, {'Idempotency-Key': act.nonce}));
  assert.equal(answer.number, 1);
});

step('until the deadline nobody learns who has submitted, and nothing of what is inside', async () => {
  const view = await lotView();
  assert.equal(view.submissions, 0);
  assert.ok(!JSON.stringify(view.timeline).includes('submission'));
  for (const reader of [center.administrator, center.clerk, center.reviewer, tenderer, bidders[0]]) {
    const text = (await reader.send('GET', `/api/v1/tender-lots/${lot}`)).text;
    assert.ok(!text.includes('长江路桥'));
    for (const path of ['/submission', '/closing-list', '/closing', '/opening', '/record']) {
      if (reader !== bidders[0]) {
        assert.notEqual((await reader.send('GET', `/api/v1/tender-lots/${lot}${path}`)).status, 200, path);
      }
    }
  }
  // The planted word is nowhere in the database's files, the server's logs or the gate's.
  const found = spawnSync('grep', ['-rlaF', planted, server.data, file('gate')], {encoding: 'utf8'});
  assert.equal(found.stdout, '');
  assert.ok(!server.output.includes(planted));
});

step('after the deadline gate and officers release for the witnessed list, and all letters open together', async () => {
  officers[2].process.kill();  // two of three are enough
  await center.until((await lotView()).times.deadline);
  const opened = await eventually('the opening', async () => {
    const view = await lotView();
    return view.state === 'opened' ? view : null;
  }, 90);
  assert.equal(opened.bids.length, 3);
  assert.deepEqual(new Set(opened.bids.map((bid) => `${bid.bidder_name} ${bid.verdict} ${bid.fault}`)),
    new Set(['大地建设有限公司 opened ', '长江路桥有限公司 opened ', '泰山市政有限公司 opened ']));
  assert.match(readFileSync(file('gate', 'journal'), 'utf8'), /"what":"release"/);
});

step('anybody checks the whole opening, and reads each letter with stock openssl', async () => {
  const checked = spawnSync(join(bin, 'daylight'), ['verify', 'opening', '--server', server.address, '--tls', server.authorityFile,
    '--lot', lot, '--authority', file('ca.pem'), '--log', center.site.log.verifier_key, '--witnesses', file('witnesses'), '--save', folder], {encoding: 'utf8'});
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  const {bids} = await lotView();
  const letters = bids.map(({submission}) => {
    execFileSync('openssl', ['cms', '-decrypt', '-binary', '-inform', 'DER', '-in', file(`${submission}.der`), '-inkey', file('one.pem'), '-out', file('inner.der')]);
    return execFileSync('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', '-in', file('inner.der'), '-CAfile', file('ca.pem'), '-purpose', 'any', '-no_check_time'],
      {stdio: ['ignore', 'pipe', 'ignore']}).toString();
  });
  assert.equal(letters.filter((letter) => letter.includes(planted)).length, 1);
  assert.deepEqual(letters.map((letter) => JSON.parse(letter).fields.price).sort(), [2500000000, 2550000000, 2600000000]);
});

step('an objection is answered on the spot, and the record signed and published', async () => {
  await bidders[1].post(`/api/v1/tender-lots/${lot}/objections`, {text: '请核对一号投标人的报价。'});
  await tenderer.post(`/api/v1/tender-lots/${lot}/objections/answers`, {number: 1, answer: '已核对，与开标一览表一致。'});
  const record = await center.visitor.get(`/api/v1/tender-lots/${lot}/record`);
  assert.equal(record.digest, sha256(record.text));
  const act = tenderer.act('daylight-opening-record+jws', {lot, record: record.digest}, {audience: center.audience});
  const signed = expectOk(await tenderer.tellSigned(`/api/v1/tender-lots/${lot}/record`, act));
  assert.equal(signed.announcements[0].kind, 'opening_record');
});
