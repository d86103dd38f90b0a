// A tender with sealed bids, from the ceremony to the opening record, by the programs that its people run: the gate and
// three officers in processes of their own, bidders who seal with `daylight seal` and with stock openssl, a witness whose
// time alone opens anything, and a citizen who checks the whole opening with `daylight verify opening` and with
// `openssl cms -decrypt`. Bidders try their bids out beforehand; the gate's machine is lost, and its half comes back from
// its custodians; and once the record is signed, what was used to open is gone. The procedures' clock runs ahead, as in
// the demonstration; the witness follows it.
import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {expectOk} from './lib/client.mjs';
import {step} from './lib/step.mjs';
import {daylight, Tendering} from './lib/tender.mjs';
import {openVault} from './lib/vault.mjs';

const tender = new Tendering();
const file = (...names) => tender.file(...names);
let center, bidders, lot, lost;
const custodians = ['custodian-1', 'custodian-2', 'custodian-3'];
const vaultOf = ({name}) => openVault(file(name, 'vault.pem'), `a passphrase of ${name}`).ceremonies.find((one) => one.plan.id === tender.ceremony);
const lotView = () => tender.lot(lot);

before(async () => {
  await tender.open();
  ({center} = tender);
});
after(() => tender.close());

step('officers of three bodies and the gate make keys that nobody holds', async () => {
  await tender.equipHolders();
  const {called, complete} = await tender.makeKeys(4);
  assert.deepEqual(called.missing, [1, 2, 3]);
  assert.equal(complete.keys_left, 4);
  // What each holds is in its own encrypted file, which stock openssl knows.
  for (const {name} of [...tender.officers, tender.gate]) {
    assert.match(readFileSync(file(name, 'vault.pem'), 'utf8'), /BEGIN ENCRYPTED PRIVATE KEY/);
    assert.match(execFileSync('openssl', ['asn1parse', '-in', file(name, 'vault.pem')]).toString(), /scrypt/);
  }
  assert.match(tender.journal(), /"what":"announce"/);
});

step('a tender is drafted by the tenderer, published by the center, and its key signed by every officer', async () => {
  const [[open], ...parties] = await Promise.all([tender.publish([tender.terms('DY-SG-1')]), tender.bidder('大地建设有限公司', 30000001, 'dadi'),
    tender.bidder('长江路桥有限公司', 30000002, 'changjiang'), tender.bidder('泰山市政有限公司', 30000003, 'taishan')]);
  bidders = parties;
  lot = open.id;
  assert.ok(open.holders.every((one) => one.cosigned));
  const shown = execFileSync('openssl', ['x509', '-in', file(`${lot}.crt`), '-noout', '-text']).toString();
  assert.match(shown, /Key Agreement/);
  assert.match(shown, new RegExp(lot));
});

// `daylight custody` with a custodian's own files, or those of whoever restores the gate; what it printed first.
const custody = (verb, name, ...words) => daylight('custody', verb, '--key', file(name, 'key.pem'), '--passphrase', file(name, 'passphrase'), ...words);
async function good(running) {
  const {status, stdout, stderr} = await running;
  assert.equal(status, 0, stdout + stderr);
  return stdout.split('\n')[0];
}
function makeKey(name) {
  mkdirSync(file(name));
  writeFileSync(file(name, 'passphrase'), `a passphrase of ${name}\n`);
  return good(custody('key', name));
}
const shareOut = async (folder, points) => good(daylight('custody', 'share', '--vault', file('gate', 'vault.pem'), '--passphrase', file('gate', 'passphrase'),
  '--threshold', '2', ...points.flatMap((point) => ['--custodian', point]), '--out', file(folder)));
const shareFile = (folder, custodian) => file(folder, `${tender.ceremony}-${custodian}.json`);

step('the gate shares its half among three custodians, each of whom sees that its part is good', async () => {
  const points = await Promise.all(custodians.map(makeKey));
  assert.match(await shareOut('backup', points), /: 4 keys, 2 of 3 custodians$/);
  writeFileSync(file('transcript'), (await center.visitor.send('GET', `/api/v1/ceremonies/${tender.ceremony}/transcript`)).raw);
  const check = (name, number) => custody('check', name, '--share', shareFile('backup', number), '--transcript', file('transcript'));
  await Promise.all(custodians.map((name, i) => good(check(name, i + 1))));
  assert.equal((await check(custodians[0], 2)).status, 1, 'another’s part opens to nobody else');
});

step('a bid is tried out: a good one would stand, and what is wrong with a price is told', async () => {
  const [bidder, other] = bidders;
  const practise = (...words) => tender.seal(bidder, lot, ...words, '--practice', '--submit', '--token', file('dadi', 'token'));
  const stands = await practise({price: 2500000000, price_in_words: '人民币贰仟伍佰万元整', leader: '试投'});
  assert.equal(stands.status, 0, stands.stdout + stands.stderr);
  assert.match(stands.stdout, /^files: opened .*\nletter: opened .*\n.*would have stood/m);
  const wrong = {price: 3000000001, price_in_words: '人民币叁仟万元零壹分', leader: '试投'};
  const refused = await practise(wrong);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /amount_above_most fields\.price/);
  // Nor does the platform pass it, from whoever has no such program.
  const trial = `${lot}.practice`;
  writeFileSync(file(`${trial}.crt`), (await center.visitor.send('GET', `/api/v1/tender-lots/${lot}/practice.crt`)).raw);
  const sealed = {files: tender.sealByOpenssl(other, trial, 'files', readFileSync(file('changjiang', 'files.bin'))),
    letter: tender.sealByOpenssl(other, trial, 'letter', tender.letter(other, lot, wrong, 'practice'))};
  const parts = await Promise.all(Object.entries(sealed).map(async ([part, bytes]) => ({part, upload: (await tender.upload(other, bytes)).id})));
  const answer = await tender.patiently(other, `/api/v1/tender-lots/${lot}/practice`, {parts});
  assert.equal(answer.would_stand, false);
  assert.deepEqual(answer.findings, ['amount_above_most fields.price']);
  assert.deepEqual(answer.parts.map((one) => `${one.part} ${one.verdict} ${one.fault}`).sort(), ['files opened ', 'letter opened ']);
  for (const who of [bidder, other]) {
    assert.equal((await who.send('GET', `/api/v1/tender-lots/${lot}/submission`)).status, 404, 'a trial is no bid');
  }
});

step('a bid is checked, sealed and submitted from the bidder’s own machine', async () => {
  const wrong = await tender.seal(bidders[0], lot, {price: 3000000001, price_in_words: '人民币叁仟万元零壹分', leader: '张工'}, '--check');
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /amount_above_most fields\.price/);
  await tender.handIn(bidders[0], lot, {price: 2500000000, price_in_words: '人民币贰仟伍佰万元整', leader: '张工'});
  await tender.handIn(bidders[1], lot, {price: 2600000000, price_in_words: '人民币贰仟陆佰万元整', leader: '李工'});
});

step('a bid that stock openssl sealed is taken through the API alone', async () => {
  const [, , bidder] = bidders;
  const plain = await tender.begin(bidder, 10);
  expectOk(await tender.sendChunk(bidder, plain, Buffer.from('plain text'), 0));
  const refused = await bidder.tellConfirmed('POST', `/api/v1/sealed-uploads/${plain.id}/finish`);
  assert.equal(refused.json.code, 'envelope_not_encrypted');
  const answer = await tender.submit(bidder, lot, {
    files: tender.sealByOpenssl(bidder, lot, 'files', readFileSync(file('taishan', 'files.bin'))),
    letter: tender.sealByOpenssl(bidder, lot, 'letter', tender.letter(bidder, lot, {price: 2550000000, price_in_words: '人民币贰仟伍佰伍拾万元整', leader: '王工'}))});
  assert.equal(answer.number, 1);
});

step('until the deadline nobody learns who has submitted', async () => {
  const view = await lotView();
  assert.equal(view.submissions, 0);
  assert.ok(!JSON.stringify(view.timeline).includes('submission'));
  for (const reader of [center.administrator, center.clerk, center.reviewer, tender.tenderer, bidders[0]]) {
    const {text} = await reader.send('GET', `/api/v1/tender-lots/${lot}`);
    assert.ok(!text.includes('长江路桥'));
    for (const path of ['/submission', '/closing-list', '/closing', '/opening', '/record']) {
      if (reader !== bidders[0]) {
        assert.notEqual((await reader.send('GET', `/api/v1/tender-lots/${lot}${path}`)).status, 200, path);
      }
    }
  }
});

step('the gate’s machine is lost: one custodian brings nothing back, two of three bring back its half', async () => {
  lost = vaultOf(tender.gate);
  assert.deepEqual(lost.bound.map((one) => one.released), [null]);
  await tender.stop(tender.gate, 'SIGKILL');
  rmSync(file('gate', 'vault.pem'));
  rmSync(file('gate', 'journal'));
  const to = await makeKey('restorer');
  const handed = (number) => file(`handed-${number}`);
  await Promise.all([1, 3].map((number) => good(custody('hand-over', custodians[number - 1], '--share', shareFile('backup', number),
    '--transcript', file('transcript'), '--to', to, '--out', handed(number)))));
  const restore = (...numbers) => custody('restore', 'restorer', ...numbers.flatMap((number) => ['--share', handed(number)]), '--transcript', file('transcript'),
    '--vault', file('gate', 'vault.pem'), '--vault-passphrase', file('gate', 'passphrase'));
  const refused = await restore(1);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /^daylight custody: the shares: custody_too_few/);
  assert.ok(!existsSync(file('gate', 'vault.pem')));
  assert.match(await good(restore(1, 3)), /: 4 keys are restored, 1 were bound$/);
  assert.deepEqual(vaultOf(tender.gate).shares, lost.shares);
  assert.deepEqual(vaultOf(tender.gate).bound, lost.bound);
  tender.run(tender.gate);
});

step('after the deadline gate and officers release for the witnessed list, and all letters open together', async () => {
  await tender.stop(tender.officers[2]);  // two of three are enough
  await tender.passDeadline(lot);
  const opened = await tender.opened(lot);
  assert.deepEqual(opened.bids.map((bid) => `${bid.bidder_name} ${bid.verdict} ${bid.fault}`).sort(),
    ['大地建设有限公司 opened ', '泰山市政有限公司 opened ', '长江路桥有限公司 opened ']);
  assert.match(tender.journal(), /"what":"release"/);
});

step('anybody checks the whole opening, and reads each letter with stock openssl', async () => {
  const checked = await tender.verifyOpening(lot, '--save', tender.folder);
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  const {bids} = await lotView();
  const letters = bids.map(({submission}) => {
    execFileSync('openssl', ['cms', '-decrypt', '-binary', '-inform', 'DER', '-in', file(`${submission}.der`), '-inkey', file('one.pem'), '-out', file('inner.der')]);
    return execFileSync('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', '-in', file('inner.der'), '-CAfile', file('ca.pem'), '-purpose', 'any', '-no_check_time'],
      {stdio: ['ignore', 'pipe', 'ignore']}).toString();
  });
  assert.deepEqual(letters.map((letter) => JSON.parse(letter).fields.price).sort(), [2500000000, 2550000000, 2600000000]);
});

step('an objection is answered on the spot, and the record signed and published', async () => {
  const {tenderer} = tender;
  await bidders[1].post(`/api/v1/tender-lots/${lot}/objections`, {text: '请核对一号投标人的报价。'});
  await tenderer.post(`/api/v1/tender-lots/${lot}/objections/answers`, {number: 1, answer: '已核对，与开标一览表一致。'});
  const signed = await tender.signRecord(lot);
  assert.equal(signed.announcements[0].kind, 'opening_record');
});

step('then the shares that opened it are gone, from each vault and from every later backup', async () => {
  const {number} = (await lotView()).key;
  const used = [tender.gate, ...tender.officers.slice(0, 2)];
  await tender.eventually('everybody to erase', () => used.every((one) => one.output.includes(`lot ${lot}: its key's share is erased`)));
  for (const one of used) {
    const {shares, bound} = vaultOf(one);
    assert.deepEqual(shares.map((share) => share === ''), lost.shares.map((_, i) => i === number - 1), one.name);
    assert.notEqual(bound.find((is) => is.number === number).released, null);
  }
  assert.notEqual(lost.shares[number - 1], '', 'it was there');
  assert.match(tender.journal(), new RegExp(`"what":"erase".*"number":${number}\\b`));
  assert.match(await shareOut('later', [await makeKey('later-1'), await makeKey('later-2')]), /: 3 keys, /);
  assert.deepEqual(JSON.parse(readFileSync(shareFile('later', 1))).numbers, [1, 2, 3, 4].filter((one) => one !== number));
});

step('nor is anything left of the trials', async () => {
  for (const bidder of bidders.slice(0, 2)) {
    const uploads = async () => (await bidder.get('/api/v1/sealed-uploads')).items;
    await tender.eventually('what was tried out to be forgotten', async () => (await uploads()).every((one) => one.submitted));
    assert.equal((await uploads()).length, 2, 'file and letter of the bid');
  }
});
