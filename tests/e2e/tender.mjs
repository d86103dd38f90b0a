// A tender with sealed bids, from the ceremony to the opening record, by the programs that its people run: the gate and
// three officers in processes of their own, bidders who seal with `daylight seal` and with stock openssl, a witness whose
// time alone opens anything, and a citizen who checks the whole opening with `daylight verify opening` and with
// `openssl cms -decrypt`. The procedures' clock runs ahead, as in the demonstration; the witness follows it.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {expectOk} from './lib/client.mjs';
import {step} from './lib/step.mjs';
import {sha256, Tendering} from './lib/tender.mjs';

const tender = new Tendering();
const file = (...names) => tender.file(...names);
let center, bidders, lot;
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
  const [open] = await tender.publish([tender.terms('DY-SG-1')]);
  lot = open.id;
  assert.ok(open.holders.every((one) => one.cosigned));
  const shown = execFileSync('openssl', ['x509', '-in', file(`${lot}.crt`), '-noout', '-text']).toString();
  assert.match(shown, /Key Agreement/);
  assert.match(shown, new RegExp(lot));
});

step('a bid is checked, sealed and submitted from the bidder’s own machine', async () => {
  bidders = await Promise.all([tender.bidder('大地建设有限公司', 30000001, 'dadi'), tender.bidder('长江路桥有限公司', 30000002, 'changjiang'),
    tender.bidder('泰山市政有限公司', 30000003, 'taishan')]);
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
  const record = await center.visitor.get(`/api/v1/tender-lots/${lot}/record`);
  assert.equal(record.digest, sha256(record.text));
  const act = tenderer.act('daylight-opening-record+jws', {lot, record: record.digest}, {audience: center.audience});
  const signed = expectOk(await tenderer.tellSigned(`/api/v1/tender-lots/${lot}/record`, act));
  assert.equal(signed.announcements[0].kind, 'opening_record');
});
