// The receipt of a sealed bid: given with the submission, completed by the log's proof and an outside time stamp, and
// checked before the opening by `daylight verify`, by stock openssl, and by the Go checksum database's own libraries.
// None of it says anything to anybody but its bidder.
import {execFileSync, spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {StampAuthority} from './lib/stamps.mjs';
import {step} from './lib/step.mjs';
import {daylight, sha256, Tendering} from './lib/tender.mjs';

const stamps = new StampAuthority('国家授时示例机构');
const tender = new Tendering();
const file = (...names) => tender.file(...names);
let center, lot, bidder, other, submission;

before(async () => {
  await stamps.start();
  Object.assign(tender.server.settings, {'timestamp.url': stamps.url, 'timestamp.ca': stamps.rootFile, 'log.cover_milliseconds': 1000});
  await tender.open();
  ({center} = tender);
  execFileSync('go', ['build', '-o', file('logcheck'), './tests/outside/logcheck'],
    {env: {...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: ''}, stdio: 'inherit'});
  await tender.equipHolders();
  await tender.makeKeys(1);
  [{id: lot}] = await tender.publish([tender.terms('DY-1')]);
  [bidder, other] = await Promise.all([tender.bidder('大地建设有限公司', 30000001, 'dadi'), tender.bidder('长江路桥有限公司', 30000002, 'changjiang')]);
});
after(async () => {
  await tender.close();
  await stamps.remove();
});

const said = (jws) => JSON.parse(Buffer.from(jws.split('.')[1], 'base64url'));
const verify = (...words) => daylight('verify', file('bundle.json'), '--authority', file('ca.pem'), '--log', center.site.log.verifier_key, ...words);
const receipts = async () => (await bidder.get(`/api/v1/my/receipts?lot=${lot}`)).items;
const whole = (digest) => center.eventually('the proof and the stamp', async () => {
  const bundle = await bidder.get(`/api/v1/my/receipts/${digest}`);
  return bundle.log_proof && bundle.time_stamp ? bundle : null;
}, 150);

step('a receipt says what was handed in, byte for byte', async () => {
  await tender.handIn(bidder, lot, {price: 2500000000, price_in_words: '人民币贰仟伍佰万元整', leader: '张工'});
  const given = readFileSync(file('dadi', 'receipt.jws'), 'utf8');
  [submission] = await receipts();
  assert.equal(submission.kind, 'submission');
  assert.equal(submission.receipt, given);
  const {subject} = said(given);
  assert.deepEqual(subject.parts, ['files', 'letter'].map((part) => ({part, digest: sha256(readFileSync(file('dadi', `${part}.sealed`)))})));
  assert.deepEqual([subject.lot, subject.stage, subject.number], [lot, 'bids', 1]);
});

step('it is completed before the opening, and daylight verify checks all of it', async () => {
  const bundle = await whole(submission.event_digest);
  writeFileSync(file('bundle.json'), JSON.stringify(bundle));
  assert.equal(bundle.receipt, submission.receipt);
  const checked = await verify('--timestamp-ca', stamps.rootFile, '--save-stamp', file('stamp'));
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  assert.match(checked.stdout, /The time stamp authority says that by .* the log had \d+ records/);
  assert.match(checked.stdout, /every step holds/);
  // Another signature, another event, another place: each is found out.
  for (const spoil of [
    (one) => ({...one, receipt: one.receipt.slice(0, -8) + 'AAAAAAAA'}),
    (one) => ({...one, event_body: Buffer.from(Buffer.from(one.event_body, 'base64').toString().replace(/"number": ?1/, '"number":2')).toString('base64')}),
    (one) => ({...one, log_proof: {...one.log_proof, leaf_index: one.log_proof.leaf_index - 1}})]) {
    const spoilt = spoil(bundle);
    assert.notDeepEqual(spoilt, bundle);
    writeFileSync(file('bundle.json'), JSON.stringify(spoilt));
    const found = await verify();
    assert.equal(found.status, 1, found.stdout + found.stderr);
  }
});

step('stock openssl verifies the stamp, and the Go checksum database’s libraries the place in the log', () => {
  const verified = spawnSync('openssl', ['ts', '-verify', '-data', file('stamp.checkpoint'), '-in', file('stamp.tsr'), '-CAfile', stamps.rootFile], {encoding: 'utf8'});
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
  const digest = submission.event_digest;
  execFileSync('curl', ['--silent', '--fail', '--cacert', tender.server.authorityFile, '--output', file('event.tlog-proof'), `${tender.server.address}/log/proof/${digest}`]);
  const logcheck = (of) => spawnSync(file('logcheck'), ['-url', `${tender.server.address}/log`, '-ca', tender.server.authorityFile, '-key', center.site.log.verifier_key,
    '-proof', file('event.tlog-proof'), '-digest', of], {encoding: 'utf8'});
  const checked = logcheck(digest);
  assert.equal(checked.status, 0, checked.stderr);
  assert.match(checked.stdout, /proof of record \d+ under \d+ records/);
  assert.notEqual(logcheck('00'.repeat(32)).status, 0);
});

step('nobody else gets it, and the event that the log holds names nobody', async () => {
  for (const reader of [other, center.administrator, center.clerk, tender.tenderer, center.visitor]) {
    const reply = await reader.send('GET', `/api/v1/my/receipts/${submission.event_digest}`);
    assert.ok([401, 403, 404].includes(reply.status), reply.text);
  }
  const {event_body: body} = await bidder.get(`/api/v1/my/receipts/${submission.event_digest}`);
  const event = Buffer.from(body, 'base64').toString();
  assert.ok(event.includes('submission_completed'));
  for (const word of [bidder.uscc, bidder.organisation, bidder.organisation_id, bidder.login]) {
    assert.ok(!event.includes(word), word);
  }
});

step('who replaces a bid, and withdraws it, has a receipt of each, and each verifies', async () => {
  await tender.handIn(bidder, lot, {price: 2400000000, price_in_words: '人民币贰仟肆佰万元整', leader: '张工'});
  const act = bidder.act('daylight-withdrawal+jws', {lot}, {audience: center.audience});
  const withdrawn = await bidder.post(`/api/v1/tender-lots/${lot}/submission/withdraw`, {statement: act.statement}, {'Idempotency-Key': act.nonce});
  assert.equal(withdrawn.state, 'withdrawn');
  const all = await receipts();
  assert.deepEqual(all.map((one) => [one.kind, one.subject.number]), [['withdrawal', 2], ['submission', 2], ['submission', 1]]);
  for (const {event_digest: digest} of all) {
    writeFileSync(file('bundle.json'), JSON.stringify(await whole(digest)));
    const checked = await verify('--timestamp-ca', stamps.rootFile);
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  }
});
