// A land listing from its parcel to its announced result, over real TLS and a real database, by clients of the public
// API alone; what went over the wire is written to docs/http.
import {execFileSync} from 'node:child_process';
import {createPublicKey, createVerify, X509Certificate} from 'node:crypto';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {Center, chinaHour} from './lib/center.mjs';
import {expectOk, newKey, sha256} from './lib/client.mjs';
import {Server} from './lib/server.mjs';
import {step, storyHolds} from './lib/step.mjs';
import {Transcript} from './lib/transcript.mjs';

const procedureSecondsASecond = 43200;
const server = new Server({demo: procedureSecondsASecond});
const registry = new Transcript('Registering and certifying', 'Written by the end-to-end tests: what a bidder\'s program sends and gets.');
const auction = new Transcript('A land listing, from parcel to result', 'Written by the end-to-end tests: the requests of each party in order.');
const errors = new Transcript('Refusals', 'Written by the end-to-end tests: bad input, and the problem document that answers it (RFC 9457).');
let center;
let seller, first, second;
let sale; // {lot, times}

before(async () => {
  await server.start();
  center = new Center(server, registry);
  await center.open();
});
after(async () => {
  if (storyHolds()) {
    registry.write('docs/http/registering.md');
    auction.write('docs/http/auction.md');
    errors.write('docs/http/refusals.md');
  }
  await server.remove();
});

function record(transcript, ...clients) {
  for (const client of clients) {
    client.transcript = transcript;
  }
}

const everybody = () => [center.visitor, center.clerk, center.reviewer, center.finance, center.finance_two,
  center.disclosure_officer, center.registrar, seller, first, second];

step('a bidder registers, is reviewed and has its key certified', async () => {
  seller = await center.party('seller', '岱阳市自然资源和规划局', 10000001, 'seller-agent');
  second = await center.party('bidder', '乙置业有限公司', 10000002, 'bidder-two');
  await registry.section('A bidder', 'Registration, review, sign-in, certificate.', async () => {
    first = await center.party('bidder', '甲置业有限公司', 10000003, 'bidder-one');
  });
  center.seller = seller;
  record(auction, ...everybody());

  const certificate = new X509Certificate((await first.get('/api/v1/my/certificates')).items[0].certificate_pem);
  const authority = (await center.visitor.send('GET', '/api/v1/certificates/ca.pem')).text;
  assert.ok(certificate.verify(new X509Certificate(authority).publicKey));
  const folder = mkdtempSync(join(tmpdir(), 'daylight-chain-'));
  writeFileSync(join(folder, 'ca.pem'), authority);
  writeFileSync(join(folder, 'bidder.pem'), certificate.toString());
  assert.match(execFileSync('openssl', ['verify', '-CAfile', join(folder, 'ca.pem'), join(folder, 'bidder.pem')]).toString(), /: OK/);
});

step('the parcel becomes a published lot under four eyes', async () => {
  sale = await auction.section('Listing', 'The seller submits a parcel, a clerk drafts, a second person publishes.',
    () => center.published(center.parcelTerms('岱挂2026-01')));

  const lot = await center.visitor.get(`/api/v1/lots/${sale.lot}`);
  assert.equal(lot.phase, 'announced');
  assert.equal(lot.announcements[0].kind, 'listing');
});

step('bidders apply, pay and get plates; nobody sees how many they are', async () => {
  await center.until(sale.times.application_from);
  await auction.section('Applying', 'The deposit\'s reference is random; the bank line names no lot; a program qualifies.',
    () => center.qualify(first, sale.lot));
  await center.qualify(second, sale.lot);
  assert.notEqual(first.plate, second.plate);

  for (const reader of [center.visitor, center.clerk, center.reviewer, center.finance, first]) {
    const lot = await reader.get(`/api/v1/lots/${sale.lot}`);
    assert.doesNotMatch(JSON.stringify(lot), /applic(ants|ations)"|participants|deposits"/);
    assert.doesNotMatch(JSON.stringify(lot), new RegExp(`"${second.plate}"`));
  }
  const lines = await center.finance.get('/api/v1/bank-lines');
  assert.doesNotMatch(JSON.stringify(lines), new RegExp(sale.lot));
});

step('a wrong, late or small deposit qualifies nobody and waits for two people', async () => {
  const third = await center.party('bidder', '丙置业有限公司', 10000004, 'bidder-three');
  const application = await third.post(`/api/v1/lots/${sale.lot}/applications`, {accepts_rules: true});
  const line = await center.pay(application.deposit_reference, '丁置业有限公司', application.deposit);
  const mismatched = await center.eventually('the mismatch', async () => {
    const lines = await center.finance.get('/api/v1/bank-lines?state=mismatched');
    return lines.items.find((one) => one.id === line.id);
  });
  assert.equal(mismatched.mismatch, 'other_payer');
  await center.finance.post(`/api/v1/bank-lines/${line.id}/resolve`, {resolution: 'return_to_payer', reason: '付款人与申请人不符'});
  const own = await center.finance.tellConfirmed('POST', `/api/v1/bank-lines/${line.id}/confirm`);
  assert.equal(own.status, 403, own.text);
  await center.finance_two.post(`/api/v1/bank-lines/${line.id}/confirm`);
  const refunds = await center.finance.get('/api/v1/refunds?state=due');
  assert.ok(refunds.items.some((refund) => refund.payee === '丁置业有限公司' && refund.amount === application.deposit));
  const now = await third.get(`/api/v1/my/lots/${sale.lot}/application`);
  assert.equal(now.plate, null);
});

step('bad input is refused by code and field, and changes nothing', async () => {
  await center.until(sale.times.listing_start);
  record(errors, ...everybody());
  const quotes = `/api/v1/lots/${sale.lot}/quotes`;
  const seq = (await center.visitor.get(`/api/v1/lots/${sale.lot}`)).seq;
  const act = (price, changes = {}, options = {}) => center.quote(first, sale.lot, price, changes, options);
  const start = 1000000000;
  const cases = [
    ['an unknown field', () => first.tell('POST', quotes, {statement: 'x', more: 1}), 422, 'unknown_field', 'more'],
    ['a missing field', () => first.tell('POST', quotes, {}), 422, 'missing_field', 'statement'],
    ['a wrong type', () => first.tell('POST', quotes, {statement: 1}), 422, 'wrong_type', 'statement'],
    ['no JSON', () => first.send('POST', quotes, {body: '{', headers: {'Content-Type': 'application/json', 'Idempotency-Key': newKey()}}), 400, 'malformed_json'],
    ['a field twice', () => first.send('POST', quotes, {body: '{"statement":"a","statement":"b"}', headers: {'Content-Type': 'application/json', 'Idempotency-Key': newKey()}}), 400, 'repeated_field'],
    ['no idempotency key', () => first.tell('POST', quotes, {statement: 'x'}, {'Idempotency-Key': null}), 400, 'missing_idempotency_key'],
    ['a foreign origin', () => first.tell('POST', quotes, {statement: 'x'}, {Origin: 'https://evil.example'}), 403, 'foreign_origin'],
    ['a session without an origin', () => first.tell('POST', quotes, {statement: 'x'}, {Origin: null}), 403, 'missing_origin'],
    ['a price that is not whole fen', () => first.tellSigned(quotes, act(start + 0.5)), 422, 'act_malformed', 'price'],
    ['a price below the start', () => first.tellSigned(quotes, act(start - 1)), 422, 'below_start_price', 'price'],
    ['no signature at all', () => first.tell('POST', quotes, {statement: 'a.b.c'}), 422, 'malformed_jws'],
    ['a signature over other bytes', () => {
      const good = act(start);
      const other = act(start * 2);
      return first.tellSigned(quotes, {nonce: good.nonce, statement: good.statement.split('.').slice(0, 2).join('.') + '.' + other.statement.split('.')[2]});
    }, 422, 'signature_invalid'],
    ['another\'s certificate', () => first.tellSigned(quotes, act(start, {}, {serial: second.serial, key: second.key})), 403, 'certificate_not_yours'],
    ['an unknown certificate', () => first.tellSigned(quotes, act(start, {}, {serial: 'abcdef'})), 422, 'certificate_unknown'],
    ['another\'s plate', () => first.tellSigned(quotes, act(start, {plate: second.plate})), 403, 'plate_not_yours'],
    ['an act for another platform', () => first.tellSigned(quotes, act(start, {}, {audience: 'elsewhere.example/log'})), 422, 'act_for_another', 'audience'],
    ['an act for another lot', () => first.tellSigned(quotes, act(start, {lot: '0'.repeat(26)})), 422, 'act_for_another', 'lot'],
    ['an act that has expired', () => first.tellSigned(quotes, act(start, {}, {minutes: -1})), 422, 'act_expired', 'expires_at'],
    ['a nonce that is not the key', () => {
      const good = act(start);
      return first.tellSigned(quotes, {statement: good.statement, nonce: newKey()});
    }, 422, 'act_nonce_differs', 'nonce'],
    ['somebody who is not qualified', async () => {
      const stranger = await center.signedIn('a stranger', 'bidder-three');
      await stranger.certify();
      record(errors, stranger);
      return stranger.tellSigned(quotes, center.quote(stranger, sale.lot, start, {plate: '0000'}));
    }, 403, 'not_qualified'],
    ['a lot that is not there', () => first.tellSigned(`/api/v1/lots/${'0'.repeat(26)}/quotes`, center.quote(first, '0'.repeat(26), start)), 404, 'not_found'],
    ['a route that is not there', () => first.get('/api/v1/nothing').catch((error) => error.reply), 404, 'not_found'],
    ['another method', () => first.tell('PUT', quotes, {}), 405, 'method_not_allowed'],
    ['somebody else\'s desk', () => first.get('/api/v1/bank-lines').catch((error) => error.reply), 403, 'not_your_right'],
    ['nobody signed in', () => center.visitor.get('/api/v1/my/receipts').catch((error) => error.reply), 401, 'not_signed_in'],
    ['a body that is too large', () => first.tell('POST', quotes, {statement: 'x'.repeat(70000)}), 413, 'body_too_large'],
  ];
  for (const [what, run, status, code, field] of cases) {
    const reply = await errors.section(what[0].toUpperCase() + what.slice(1), '', run);
    assert.equal(reply.json?.code, code, `${what}: ${reply.status} ${reply.text}`);
    assert.equal(reply.status, status, what);
    if (field) {
      assert.equal(reply.json.field, field, what);
    }
    assert.match(reply.headers['content-type'], /^application\/problem\+json/);
  }
  record(auction, ...everybody());
  assert.equal((await center.visitor.get(`/api/v1/lots/${sale.lot}`)).seq, seq);
});

step('a lot that is announced unlawfully is refused by its article', async () => {
  record(errors, ...everybody());
  const parcel = await seller.post('/api/v1/parcels', {terms: center.parcelTerms('岱挂2026-09')});
  const times = center.lawfulTimes(await center.now());
  times.listing_start = chinaHour(await center.now(), 15, 9);
  const draft = await center.clerk.post('/api/v1/listings', {title: '公告', profile: 'jiangsu', statement: '说明', lots: [{parcel: parcel.id, times}]});
  assert.ok(draft.findings.some((finding) => finding.code === 'notice_too_short' && /39/.test(finding.zh)));
  const sent = await errors.section('A notice period that is too short', '', () => center.clerk.tell('POST', `/api/v1/listings/${draft.id}/submit`));
  assert.equal(sent.json.code, 'notice_too_short');
  const cheap = await errors.section('A deposit below a fifth of the start price', '',
    () => seller.tell('POST', '/api/v1/parcels', {terms: center.parcelTerms('岱挂2026-10', {deposit: 1})}));
  assert.equal(cheap.json.code, 'deposit_too_low');
  assert.equal(cheap.json.field, 'terms.deposit');
  const reserve = await errors.section('Terms that are not built yet', '',
    () => seller.tell('POST', '/api/v1/parcels', {terms: center.parcelTerms('岱挂2026-11', {reserve_price: 1100000000})}));
  assert.equal(reserve.json.code, 'reserve_price_not_built');
  record(auction, ...everybody());
});

step('quotes are acknowledged with receipts, and a repeated key is answered again', async () => {
  const path = `/api/v1/lots/${sale.lot}/quotes`;
  const act = center.quote(first, sale.lot, 1000000000);
  const once = await auction.section('Quoting', 'A signed quote in the listing period, its receipt, and the same request again.', async () => {
    const answer = expectOk(await first.tellSigned(path, act));
    const again = expectOk(await first.tellSigned(path, act));
    assert.deepEqual(again, answer);
    return answer;
  });
  assert.equal(once.number, 1);
  const acknowledged = performance.now();
  await center.eventually('the log\'s proof', async () =>
    (await center.visitor.tell('GET', `/api/v1/log/proofs/${once.event_digest}`)).status === 200, 10);
  console.log(`# from a quote's receipt to its proof under a signed checkpoint: ${Math.round(performance.now() - acknowledged)} ms`);
  const other = await first.tell('POST', path, {statement: center.quote(first, sale.lot, 1100000000).statement}, {'Idempotency-Key': act.nonce});
  assert.ok(['idempotency_key_reused', 'act_nonce_differs'].includes(other.json.code), other.text);
  const low = await second.tellSigned(path, center.quote(second, sale.lot, 1000000000));
  assert.equal(low.json.code, 'below_next_step');
  assert.ok(low.json.evidence, 'a signed act that is refused gets a signed refusal');
  expectOk(await second.tellSigned(path, center.quote(second, sale.lot, 1010000000)));
  const self = await second.tellSigned(path, center.quote(second, sale.lot, 1030000000));
  assert.equal(self.json.code, 'already_leading');

  const seen = await first.get(path);
  assert.deepEqual(seen.items.map((quote) => [quote.mine, quote.plate]), [[true, null], [false, null]]);
});

step('timed bidding resets its window, and closes to the millisecond', async () => {
  const path = `/api/v1/lots/${sale.lot}/quotes`;
  const lot = () => center.visitor.get(`/api/v1/lots/${sale.lot}`);
  await center.until(sale.times.timed_start);
  await center.eventually('timed bidding', async () => (await lot()).phase === 'timed');
  const taken = expectOk(await first.tellSigned(path, center.quote(first, sale.lot, 1020000000)));
  assert.equal(new Date(taken.until) - new Date(taken.at), 240000);
  assert.equal((await lot()).until, taken.until);

  const closed = await center.eventually('the close', async () => {
    const now = await lot();
    return now.phase === 'sold' ? now : null;
  }, 90);
  // Where this machine was so busy that it counted as an outage, the window has started again.
  const restarts = closed.timeline.filter((entry) => entry.outage?.until).map((entry) => entry.outage.until);
  assert.equal(closed.result.closed_at, [taken.until, ...restarts].sort().at(-1));
  assert.equal(closed.result.price, 1020000000);
  assert.equal(closed.result.premium, 20000000);
  assert.equal(closed.result.premium_rate, 20000);
  assert.equal(closed.result.plate, first.plate);
  assert.equal(closed.result.winner_name, null);
  const late = await second.tellSigned(path, center.quote(second, sale.lot, 1030000000));
  assert.equal(late.json.code, 'lot_closed');
});

step('seller and winner sign the confirmation, and the contract is recorded', async () => {
  await center.eventually('the confirmation', async () => (await first.tell('GET', `/api/v1/lots/${sale.lot}/confirmation`)).status === 200);
  const stranger = await second.tell('GET', `/api/v1/lots/${sale.lot}/confirmation`);
  assert.equal(stranger.status, 404);
  await auction.section('The deal confirmation', 'It binds when both have signed the digest of its text.', async () => {
    await center.sign(seller, sale.lot);
    await center.sign(first, sale.lot);
  });
  const lot = await center.visitor.get(`/api/v1/lots/${sale.lot}`);
  assert.ok(lot.deal.seller_signed_at && lot.deal.winner_signed_at);
  const today = new Date(new Date(await center.now()).getTime() + 8 * 3600000).toISOString().slice(0, 10);
  const recorded = await seller.post(`/api/v1/lots/${sale.lot}/contract`, {number: '岱国土合〔2026〕1 号', signed_on: today});
  assert.equal(recorded.deal.contract_number, '岱国土合〔2026〕1 号');
});

step('the loser\'s deposit is due back and paid, the winner\'s counts', async () => {
  const refund = await center.eventually('the refund', async () =>
    (await center.finance.get('/api/v1/refunds?state=due')).items.find((one) => one.payee === second.organisation));
  await center.finance.post(`/api/v1/refunds/${refund.id}/paid`, {bank_reference: '退款0001'});
  assert.equal((await first.get(`/api/v1/my/lots/${sale.lot}/application`)).state, 'won');
  assert.equal((await second.get(`/api/v1/my/lots/${sale.lot}/application`)).state, 'settled');
});

step('the result makes its obligations, is reviewed and stands in the catalog for good', async () => {
  const drafts = await center.eventually('two drafts', async () => {
    const page = await center.disclosure_officer.get('/api/v1/documents?state=drafted');
    return page.items.length >= 2 ? page.items : null;
  });
  assert.ok((await center.visitor.get('/api/v1/obligations?state=open')).items.length >= 2);
  const blind = await center.disclosure_officer.tell('POST', `/api/v1/documents/${drafts[0].id}/release`, {secrecy_reviewed: false, opinion: ''});
  assert.equal(Math.floor(blind.status / 100), 4);
  await auction.section('Releasing the result', 'A disclosure officer reviews what a program drafted; the release gets the next index number.', async () => {
    for (const draft of drafts) {
      await center.disclosure_officer.post(`/api/v1/documents/${draft.id}/release`, {secrecy_reviewed: true, opinion: '不涉密，同意公开。'});
    }
  });
  const lot = await center.visitor.get(`/api/v1/lots/${sale.lot}`);
  assert.equal(lot.result.winner_name, first.organisation);
  assert.ok(lot.obligations.every((obligation) => obligation.state === 'met'));

  for (const announcement of lot.announcements) {
    const html = await center.visitor.send('GET', `/announcements/${announcement.id}.html`);
    const json = await center.visitor.send('GET', `/announcements/${announcement.id}.json`);
    assert.equal(sha256(html.raw), announcement.html_digest);
    assert.equal(sha256(json.raw), announcement.json_digest);
    assert.match(html.headers['cache-control'], /immutable/);
    assert.ok(html.text.includes(announcement.index_number));
  }
});

const openssl = (...args) => execFileSync('openssl', args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
// A JWS has r and s side by side (RFC 7518, 3.4), openssl wants them as two INTEGERs in a SEQUENCE.
function derSignature(raw) {
  const integer = (bytes) => {
    const digits = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
    const positive = digits[0] & 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits;
    return Buffer.concat([Buffer.from([2, positive.length]), positive]);
  };
  const both = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
  return Buffer.concat([Buffer.from([0x30, both.length]), both]);
}

step('receipts and announcements are proved by the log, also by the command line', async () => {
  const receipts = await first.get(`/api/v1/my/receipts?lot=${sale.lot}`);
  assert.ok(receipts.items.length >= 4);
  const bundle = await center.eventually('the log\'s proof', async () => {
    const found = await auction.section('A receipt', 'As a proof bundle that anybody can check offline.',
      () => first.get(`/api/v1/my/receipts/${receipts.items[0].event_digest}`));
    return found.log_proof ? found : null;
  });
  assert.equal(center.site.time_stamps, false);
  assert.equal(bundle.time_stamp, null, 'no outside authority is configured');
  // With nothing of ours: the receipt's signature by the certificate, the event's digest, the certificate's issuer.
  const certificate = new X509Certificate(bundle.certificate);
  const [header, payload, signature] = bundle.receipt.split('.');
  assert.ok(createVerify('SHA256').update(`${header}.${payload}`).verify(
    {key: createPublicKey(certificate.publicKey.export({type: 'spki', format: 'pem'})), dsaEncoding: 'ieee-p1363'}, Buffer.from(signature, 'base64url')));
  assert.equal(JSON.parse(Buffer.from(payload, 'base64url')).digest, sha256(Buffer.from(bundle.event_body, 'base64')));

  const folder = mkdtempSync(join(tmpdir(), 'daylight-proof-'));
  writeFileSync(join(folder, 'bundle.json'), JSON.stringify(bundle));
  writeFileSync(join(folder, 'ca.pem'), (await center.visitor.send('GET', '/api/v1/certificates/ca.pem')).text);
  // The same by the command that everybody has.
  const file = (name) => join(folder, name);
  writeFileSync(file('receipt.pem'), bundle.certificate);
  writeFileSync(file('signed'), `${header}.${payload}`);
  writeFileSync(file('signature'), derSignature(Buffer.from(signature, 'base64url')));
  writeFileSync(file('key.pem'), openssl('x509', '-in', file('receipt.pem'), '-noout', '-pubkey'));
  assert.match(openssl('verify', '-CAfile', file('ca.pem'), file('receipt.pem')), /: OK/);
  assert.match(openssl('dgst', '-sha256', '-verify', file('key.pem'), '-signature', file('signature'), file('signed')), /Verified OK/);
  writeFileSync(file('altered'), `${header}.${payload.slice(0, -1)}`);
  assert.throws(() => openssl('dgst', '-sha256', '-verify', file('key.pem'), '-signature', file('signature'), file('altered')));
  const verify = (file) => execFileSync(join(process.env.DAYLIGHT_BIN ?? 'build/dev/bin', 'daylight'),
    ['verify', join(folder, file), '--authority', join(folder, 'ca.pem'), '--log', center.site.log.verifier_key]).toString();
  assert.match(verify('bundle.json'), /every step holds/);
  writeFileSync(join(folder, 'forged.json'), JSON.stringify({...bundle, event_body: Buffer.from('{}').toString('base64')}));
  assert.throws(() => verify('forged.json'));
});

step('a correction is a new document that points to the old one, and another officer releases it', async () => {
  const other = await center.addStaff('disclosure_officer', 'disclosure-two');
  const lot = await center.visitor.get(`/api/v1/lots/${sale.lot}`);
  const result = lot.announcements.find((one) => one.kind === 'result');
  const draft = await center.disclosure_officer.post(`/api/v1/announcements/${result.id}/corrections`, {statement: '原公告中宗地坐落应为人民路以北。'});
  const own = await center.disclosure_officer.tell('POST', `/api/v1/documents/${draft.id}/release`, {secrecy_reviewed: true, opinion: '可以'});
  assert.equal(own.status, 403, own.text);
  await other.post(`/api/v1/documents/${draft.id}/release`, {secrecy_reviewed: true, opinion: '不涉密。'});
  const old = await center.visitor.get(`/api/v1/announcements/${result.id}`);
  assert.equal(old.corrected_by, draft.id);
});

step('a database that dies is started again, and nothing is acknowledged meanwhile', async () => {
  const path = `/api/v1/lots/${sale.lot}/quotes`;
  const before = await center.visitor.get(`/api/v1/lots/${sale.lot}`);
  const dead = server.databaseProcess();
  assert.ok(dead, 'the server runs a database of its own');
  process.kill(dead, 'SIGKILL');
  const seen = new Set();
  await center.eventually('the database to be back', async () => {
    const reply = await second.tellSigned(path, center.quote(second, sale.lot, 2000000000));
    seen.add(`${reply.status} ${reply.json.code}`);
    return reply.json.code === 'lot_closed';
  }, 20);
  assert.ok([...seen].every((one) => /^(503 store_(unavailable|busy)|409 lot_closed)$/.test(one)), [...seen].join(', '));
  assert.notEqual(server.databaseProcess(), dead);
  const after = await center.visitor.get(`/api/v1/lots/${sale.lot}`);
  assert.equal(after.seq, before.seq);
});

step('a server that is stopped and started again has lost nothing and serves within three seconds', async () => {
  const before = await center.visitor.get(`/api/v1/lots/${sale.lot}`);
  await server.stop();
  const took = await server.start();
  const again = await center.visitor.get(`/api/v1/lots/${sale.lot}`);
  assert.deepEqual({...again, obligations: null}, {...before, obligations: null});
  console.log(`# second start: ${Math.round(took)} ms to ready`);
  assert.ok(expectOk(await first.tell('GET', '/api/v1/session')), 'sessions outlive a restart');
});

step('the audit finds nothing wrong in all of this, and names what the database\'s owner changes by hand', async () => {
  const found = async () => (await center.administrator.get('/api/v1/alarms')).items.filter((alarm) => alarm.source === 'audit');
  await new Promise((resolve) => setTimeout(resolve, 15000)); // a whole pass over what happened
  assert.deepEqual(await found(), []);
  const deeds = [
    ['UPDATE lot SET published_at = published_at - 86400000', /^lot id=/],
    ['UPDATE bank_line SET amount = amount + 1 LIMIT 1', /^bank_line id=/],
    ['DELETE FROM refund LIMIT 1', /^refund id=/],
    ['UPDATE password SET hash = (SELECT * FROM (SELECT MIN(hash) FROM password) other) LIMIT 2', /^password person=/],
    ['UPDATE published_document SET html = CONCAT(html, \' \') LIMIT 1', /^published_document id=/],
    ['UPDATE event SET body = CONCAT(body, \' \') WHERE type = \'quote_placed\' LIMIT 1', /^event stream=lot:/],
    ['DELETE FROM event WHERE type = \'application_submitted\' LIMIT 1', /^event id=/],
  ];
  const begun = performance.now();
  for (const [statement] of deeds) {
    server.sql(statement);
  }
  const alarms = await center.eventually('every deed named', async () => {
    const now = await found();
    return deeds.every(([, subject]) => now.some((alarm) => subject.test(alarm.subject))) ? now : null;
  }, 60);
  console.log(`# from the deeds to their alarms: ${Math.round(performance.now() - begun)} ms, ${alarms.length} alarms`);
  const ready = await center.visitor.send('GET', '/readyz');
  assert.equal(ready.status, 200);
  assert.ok(ready.json.alarms >= deeds.length, ready.text);
  assert.equal((await center.clerk.tell('GET', '/api/v1/alarms')).status, 403);
});
