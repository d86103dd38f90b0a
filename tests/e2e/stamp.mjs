// Outside time stamps: an authority that is stock openssl stamps the log's checkpoints, and a bidder's receipt is completed
// with the stamp, which others' tools check; while the authority is away the receipt waits for it.
import {createHash} from 'node:crypto';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {Center} from './lib/center.mjs';
import {Server, sleep} from './lib/server.mjs';
import {StampAuthority} from './lib/stamps.mjs';
import {step} from './lib/step.mjs';

const bin = process.env.DAYLIGHT_BIN ?? 'build/dev/bin';
const folder = mkdtempSync(join(tmpdir(), 'daylight-stamps-'));
const file = (name) => join(folder, name);
const stamps = new StampAuthority('国家授时示例机构');
const stranger = new StampAuthority('Another authority');
const server = new Server({demo: {rate: 43200, first_rate: 172800, first_days: 40}});
let center, first, second, sale;

before(async () => {
  await stamps.start();
  Object.assign(server.settings, {'timestamp.url': stamps.url, 'timestamp.ca': stamps.rootFile, 'log.cover_milliseconds': 3000});
  await server.start();
  center = new Center(server);
  await center.open();
});
after(async () => {
  await server.remove();
  await stamps.remove();
  await stranger.remove();
  rmSync(folder, {recursive: true, force: true});
});

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const daylight = (...words) => spawnSync(join(bin, 'daylight'), words, {encoding: 'utf8'});
const verify = (name, ...words) => daylight('verify', file(name), '--authority', file('ca.pem'), '--log', center.site.log.verifier_key, ...words);
const opensslVerify = (data, stamp, root) => spawnSync('openssl', ['ts', '-verify', '-data', file(data), '-in', file(stamp), '-CAfile', root], {encoding: 'utf8'});
const alarms = async () => (await center.administrator.get('/api/v1/alarms')).items;

// The newest receipt as a file, as its owner would keep it.
async function receiptOf(bidder) {
  const {items: [newest]} = await bidder.get(`/api/v1/my/receipts?lot=${sale.lot}`);
  return bidder.get(`/api/v1/my/receipts/${newest.event_digest}`);
}
function keep(name, bundle) {
  writeFileSync(file(name), JSON.stringify(bundle));
}
async function apply(bidder) {
  await bidder.post(`/api/v1/lots/${sale.lot}/applications`, {accepts_rules: true});
}
const stamped = (bidder, seconds = 30) => center.eventually('the time stamp', async () => {
  const bundle = await receiptOf(bidder);
  return bundle.time_stamp ? bundle : null;
}, seconds);

step('a receipt is completed with the proof of its place and a time stamp', async () => {
  assert.equal(center.site.time_stamps, true);
  center.seller = await center.party('seller', '岱阳市自然资源和规划局', 10000001, 'seller-agent');
  first = await center.party('bidder', '甲置业有限公司', 10000002, 'bidder-one');
  second = await center.party('bidder', '乙置业有限公司', 10000003, 'bidder-two');
  sale = await center.published(center.parcelTerms('岱挂2026-1'));
  await center.until(sale.times.application_from);
  writeFileSync(file('ca.pem'), (await center.visitor.send('GET', '/api/v1/certificates/ca.pem')).raw);

  const begun = Date.now();
  await apply(first);
  const acknowledged = performance.now();
  const bundle = await stamped(first);
  console.log(`# from a receipt to its stamp: ${Math.round(performance.now() - acknowledged)} ms`);

  keep('first.json', bundle);
  assert.equal(bundle.format, 'daylight/proof/2');
  const at = new Date(bundle.time_stamp.at).getTime();
  assert.ok(at >= begun - 1000 && at <= Date.now() + 1000, bundle.time_stamp.at);
  const {checkpoint, tree_size, leaf_index} = bundle.time_stamp.log_proof;
  assert.ok(leaf_index < tree_size);
  assert.deepEqual(checkpoint.split('\n').filter((line) => line.startsWith('— ')).map((line) => line.split(' ')[1]), [center.site.log.origin]);
});

step('daylight verify checks the stamp where its authority is named, and says so where it is not', async () => {
  const whole = verify('first.json', '--timestamp-ca', stamps.rootFile, '--save-stamp', file('first'));
  assert.equal(whole.status, 0, whole.stdout + whole.stderr);
  assert.match(whole.stdout, /The time stamp authority says that by .* the log had \d+ records/);
  assert.match(whole.stdout, /every step holds/);
  const without = verify('first.json');
  assert.equal(without.status, 0, without.stdout + without.stderr);
  assert.match(without.stdout, /was not checked/);
  const other = verify('first.json', '--timestamp-ca', stranger.rootFile);
  assert.equal(other.status, 1);
  assert.match(other.stdout, /not validly signed by the time stamp authority/);
  assert.equal(verify('first.json', '--timestamp-ca', file('first.json')).status, 2);
});

step('stock openssl verifies the stamp from what the receipt holds', async () => {
  const bundle = JSON.parse(readFileSync(file('first.json'), 'utf8'));
  writeFileSync(file('own.checkpoint'), bundle.time_stamp.log_proof.checkpoint);
  writeFileSync(file('own.tsr'), Buffer.from(bundle.time_stamp.response, 'base64'));
  assert.deepEqual(readFileSync(file('first.checkpoint')), readFileSync(file('own.checkpoint')));
  assert.deepEqual(readFileSync(file('first.tsr')), readFileSync(file('own.tsr')));
  const good = opensslVerify('own.checkpoint', 'own.tsr', stamps.rootFile);
  assert.equal(good.status, 0, good.stdout + good.stderr);
  assert.match(good.stdout, /Verification: OK/);
  assert.notEqual(opensslVerify('own.checkpoint', 'own.tsr', stranger.rootFile).status, 0);
  writeFileSync(file('altered'), bundle.time_stamp.log_proof.checkpoint.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`));
  assert.notEqual(opensslVerify('altered', 'own.tsr', stamps.rootFile).status, 0);
});

step('while the authority is away a receipt has its proof and no stamp, and gets it later', async () => {
  await stamps.stop();
  await apply(second);
  const provisional = await center.eventually('the log\'s proof', async () => {
    const bundle = await receiptOf(second);
    return bundle.log_proof ? bundle : null;
  });
  await sleep(3000);
  const still = await receiptOf(second);
  assert.equal(still.time_stamp, null);
  keep('provisional.json', still);
  assert.equal(verify('provisional.json').status, 0);
  assert.match(verify('provisional.json').stdout, /has no time stamp/);
  const wanted = verify('provisional.json', '--timestamp-ca', stamps.rootFile);
  assert.equal(wanted.status, 1);
  assert.match(wanted.stdout, /✗ 文件中没有时间戳/);
  assert.equal((await receiptOf(first)).time_stamp.at, JSON.parse(readFileSync(file('first.json'), 'utf8')).time_stamp.at, 'the first stamp stays');

  await stamps.start();
  const complete = await stamped(second, 90);
  assert.equal(complete.receipt, provisional.receipt);
  keep('complete.json', complete);
  const checked = verify('complete.json', '--timestamp-ca', stamps.rootFile);
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
});

step('what the authority gets tells nothing of acts: digests of signed checkpoints, one length, at its pace', async () => {
  const notes = server.sql('SELECT HEX(note) FROM checkpoint_history').map((hex) => sha256(Buffer.from(hex, 'hex')));
  const {requests} = stamps;
  assert.ok(requests.length >= 3);
  for (const {bytes, type, method} of requests) {
    assert.equal(method, 'POST');
    assert.equal(type, 'application/timestamp-query');
    // The imprint: 32 bytes in an OCTET STRING behind the name of SHA-256.
    const found = bytes.indexOf(Buffer.from('0420', 'hex'));
    assert.ok(notes.includes(bytes.subarray(found + 2, found + 34).toString('hex')));
  }
  assert.equal(new Set(requests.map(({bytes}) => bytes.length)).size, 1);
  assert.equal(new Set(requests.map(({bytes}) => bytes.toString('hex'))).size, requests.length);
  // One a second at most, and those on the way when it begins and ends.
  assert.ok(requests.length - 2 <= (requests.at(-1).at - requests[0].at) / 1000);
  const stored = server.sql('SELECT size FROM time_stamp');
  assert.equal(new Set(stored).size, stored.length);
});

step('an answer that is no stamp of the authority is an alarm, until there is a good one', async () => {
  stamps.override = (response) => response.writeHead(200).end('<html>welcome</html>');
  const [alarm] = await center.eventually('the alarm', async () => {
    const found = (await alarms()).filter((one) => one.source === 'time-stamp');
    return found.length > 0 ? found : null;
  });
  assert.equal(alarm.subject, stamps.url);
  assert.match(alarm.text, /is no time stamp/);
  stamps.override = null;
  await center.eventually('the end of the alarm', async () => (await alarms()).length === 0, 90);
});
