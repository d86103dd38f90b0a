// What it takes to open sealed bids, and what does not do it: clocks that are set forward, the gate with too few officers,
// all officers without the gate, parts that nobody's share makes, too few bids. What a bidder spoilt is recorded as its
// own fault, and holds nobody else up. One lot wants its bid security by transfer, which nobody can tell for which bid it
// is until the letters are open, and keeps its opening to its parties until the record is published.
import {randomBytes} from 'node:crypto';
import {readFileSync} from 'node:fs';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {at, day} from './lib/center.mjs';
import {expectOk} from './lib/client.mjs';
import {sleep} from './lib/server.mjs';
import {step} from './lib/step.mjs';
import {daylight, gateHolder, sha256, Tendering} from './lib/tender.mjs';

const tender = new Tendering({roles: ['registrar', 'clerk', 'reviewer', 'finance']});
const names = {dadi: '大地建设有限公司', changjiang: '长江路桥有限公司', taishan: '泰山市政有限公司', huanghe: '黄河水电有限公司', penglai: '蓬莱园林有限公司'};
const waits = 30 * 60000;  // the method's patience
let center, bidders, few, late, gone;

before(async () => {
  await tender.open();
  ({center} = tender);
  await tender.equipHolders();
  await tender.makeKeys(3);
});
after(() => tender.close());

const security = 50000000;
// The reference that the bidder's own machine makes, and the option with which its secret goes into the letter.
async function reference({login, uscc}, lot) {
  const secret = tender.file(login, 'secret');
  const made = await daylight('reference', '--lot', lot, '--bidder', uscc, '--secret', secret);
  assert.match(made.stdout, /^BS[0-9A-F]{20}\n$/, made.stderr);
  return {code: made.stdout.trim(), words: ['--security', secret]};
}

const released = (view) => view.holders.filter((one) => one.released).map((one) => one.holder);
const entries = (view, type) => view.timeline.filter((entry) => entry.type === type).map((entry) => entry.data);
const becomes = (lot, what, holds) => tender.eventually(what, async () => {
  const view = await tender.lot(lot);
  return holds(view) ? view : null;
}, 150);
async function nothingIsOpen(...lots) {
  for (const lot of lots) {
    const view = await tender.lot(lot);
    assert.notEqual(view.state, 'opened');
    assert.deepEqual(view.bids, []);
    for (const what of ['opening', 'record']) {
      assert.equal((await center.visitor.send('GET', `/api/v1/tender-lots/${lot}/${what}`)).status, 404);
    }
    const text = JSON.stringify(view);
    assert.ok(Object.values(names).every((name) => !text.includes(name)), 'nobody is named');
  }
}
const holders = () => [...tender.officers, tender.gate];
const saysEach = (wanted, who, what) => tender.eventually(what, () => who.every((one) => wanted.test(one.output)), 150);

step('bids come in, good ones and spoilt ones', async () => {
  const ofParties = {opening_is_public: false, security: {amount: security, guarantee: false, transfer: true}};
  [few, late, gone] = (await tender.publish([tender.terms('DY-1'), tender.terms('DY-2', ofParties), tender.terms('DY-3')])).map(({id}) => id);
  bidders = Object.fromEntries(await Promise.all(Object.entries(names).map(async ([login, name], i) =>
    [login, await tender.bidder(name, 30000001 + i, login, {size: 100000})])));
  const words = {2500000000: '人民币贰仟伍佰万元整', 2600000000: '人民币贰仟陆佰万元整', 2550000000: '人民币贰仟伍佰伍拾万元整'};
  const fields = (price) => ({price, price_in_words: words[price], leader: '张工'});
  const {dadi, changjiang, taishan, huanghe, penglai} = bidders;
  const good = [[dadi, 2500000000, [few, late, gone]], [changjiang, 2600000000, [few, late, gone]], [taishan, 2550000000, [few, late]]];
  await Promise.all(good.map(async ([bidder, price, lots]) => {
    for (const lot of lots) {
      const paid = lot === late ? (await reference(bidder, lot)).words : [];
      await tender.handIn(bidder, lot, fields(price), ...paid);
    }
  }));
  // CBC can be altered without an error: one bit, where the letter's text stands.
  const letter = tender.letter(huanghe, few, fields(2500000000));
  const altered = tender.sealByOpenssl(huanghe, few, 'letter', letter, {cipher: 'aes-256-cbc'});
  const sealed = Math.floor(readFileSync(tender.file('huanghe', 'letter.signed')).length / 16 + 1) * 16;
  altered[altered.length - sealed + 256] ^= 1;
  await tender.submit(huanghe, few, {letter: altered, files: tender.sealByOpenssl(huanghe, few, 'files', readFileSync(tender.file('huanghe', 'files.bin')))});
  // Another's envelopes, byte for byte (who saw them on the line could have them).
  await tender.handIn(dadi, few, fields(2500000000));
  await tender.submit(penglai, few, Object.fromEntries(['files', 'letter'].map((part) => [part, readFileSync(tender.file('dadi', `${part}.sealed`))])));
});

step('bid securities come in, and nobody can tell for which bid', async () => {
  const letter = {price: 2500000000, price_in_words: '人民币贰仟伍佰万元整', leader: '张工'};
  const missing = await tender.seal(bidders.dadi, late, letter, '--check');
  assert.match(missing.stderr, /^security_missing security: /m);
  const lent = await tender.seal({...bidders.dadi, uscc: bidders.taishan.uscc}, few, letter, '--check');
  assert.match(lent.stderr, /^signed_by_another certificate: /m);
  const {dadi, changjiang} = bidders;
  const paid = {dadi: (await reference(dadi, late)).code, changjiang: (await reference(changjiang, late)).code};
  await center.pay(paid.dadi, names.dadi, security);
  await center.pay(paid.changjiang, names.changjiang, security - 1);
  const lines = await tender.eventually('both to be held', async () => {
    const {items} = await center.finance.get('/api/v1/bank-lines');
    return items.length === 2 && items.every((line) => line.state === 'held') ? items : null;
  });
  assert.ok(!JSON.stringify(lines).includes(late));
  const mine = await dadi.get(`/api/v1/my/security-transfers?reference=${paid.dadi}`);
  assert.deepEqual([mine.payer, mine.received], [names.dadi, security]);
  // What no bid names goes back to whoever paid it, and to nobody else.
  const gift = 'BS' + '0123456789'.repeat(2);
  await center.pay(gift, names.taishan, security);
  await tender.eventually('it to be held', async () => (await bidders.taishan.get(`/api/v1/my/security-transfers?reference=${gift}`)).received === security);
  assert.equal((await dadi.tellConfirmed('POST', '/api/v1/my/security-transfers/return', {reference: gift})).json.code, 'not_found');
  assert.equal((await bidders.taishan.post('/api/v1/my/security-transfers/return', {reference: gift})).received, 0);
  const {items} = await center.finance.get('/api/v1/refunds');
  assert.deepEqual(items.map(({payee, amount}) => [payee, amount]), [[names.taishan, security]]);
});

step('the server’s clock and the gate’s machine past the deadline open nothing while no witness saw it', async () => {
  // From here on: one officer and the gate for the first lot, all officers and no gate for the second.
  for (const holder of [tender.gate, tender.officers[1], tender.officers[2]]) {
    await tender.stop(holder);
  }
  tender.run(tender.gate, '--lot', few);
  tender.run(tender.officers[1], '--lot', late);
  tender.run(tender.officers[2], '--lot', late);
  tender.witnessed = false;
  const {deadline} = (await tender.lot(few)).times;
  await tender.passDeadline(few);
  for (const lot of [few, late]) {
    await becomes(lot, 'the closing', (view) => view.state === 'closed' && view.closing_list !== null);
  }
  assert.ok(Date.now() > at(deadline) + day, 'holders’ own clocks, which are the real one, are far past it');
  await saysEach(/nothing is released: release_too_early/, holders(), 'everybody to refuse what the witness saw too early');
  await tender.witness.stop();
  await saysEach(/nothing is released: too_few_witnesses/, holders(), 'everybody to refuse what no witness saw');
  for (const lot of [few, late]) {
    assert.deepEqual(released(await tender.lot(lot)), []);
  }
  assert.doesNotMatch(tender.journal(), /"what":"release"/);
  await nothingIsOpen(few, late, gone);
});

step('fewer bids than the law wants: nothing is released, nobody is named, and the failure is to be announced', async () => {
  const view = await becomes(gone, 'the failure', (one) => one.state === 'failed');
  assert.equal(view.submissions, 2);
  assert.deepEqual(entries(view, 'tender_lot_failed'), [{submissions: 2, least: 3}]);
  await tender.eventually('the obligation with its draft', async () => {
    const {items} = await center.visitor.get('/api/v1/obligations');
    const owed = items.find((one) => one.kind === 'tender_failed' && one.lot === gone);
    return owed?.state === 'drafted';
  });
  // Nor does whoever asks for it get anything released.
  const {party} = tender.officers[0];
  const parts = JSON.stringify({format: 'daylight/parts/1'});
  const act = party.act('daylight-release+jws', {lot: gone, closing_list: view.closing_list, parts: sha256(parts)}, {audience: center.audience});
  const refused = await party.tellConfirmed('POST', `/api/v1/tender-lots/${gone}/parts`, {statement: act.statement, parts}, {'Idempotency-Key': act.nonce});
  assert.equal(refused.json.code, 'tender_wrong_phase', refused.text);
  await nothingIsOpen(gone);
});

step('the gate with one officer of two opens nothing, nor do all officers without the gate: both openings are adjourned', async () => {
  tender.witnessed = true;
  await tender.witness.start();
  await becomes(few, 'the gate’s and an officer’s parts', (view) => released(view).join() === `1,${gateHolder}`);
  await becomes(late, 'all officers’ parts', (view) => released(view).join() === '1,2,3');
  await sleep(3000);  // more than a job's rest
  await nothingIsOpen(few, late);
  await tender.setClock(at((await tender.lot(late)).waiting_since) + waits);
  for (const [lot, there] of [[few, [1, gateHolder]], [late, [1, 2, 3]]]) {
    const view = await becomes(lot, 'the adjournment', (one) => one.state === 'adjourned');
    const [adjourned] = entries(view, 'opening_adjourned');
    assert.deepEqual([adjourned.released, adjourned.wanted], [there, 2]);
    assert.equal(at(adjourned.at) - at(view.closed_at), waits);
    await becomes(lot, 'the announcement of it', (one) => one.announcements.some(({summary}) => summary.includes('开标延期')));
  }
  await nothingIsOpen(few, late);
});

// Parts of the right form that no share makes: the envelopes' own points, or one that is not on the curve.
async function spoiltParts({party}, holder, spoil) {
  const list = (await center.visitor.send('GET', `/api/v1/tender-lots/${few}/closing-list`)).text;
  const points = JSON.parse(list).submissions.flatMap((one) => one.envelopes.map(({point}) => point));
  const scalar = () => '00' + randomBytes(31).toString('hex');
  const parts = JSON.stringify({format: 'daylight/parts/1', lot: few, stage: 'bids', holder, closing_list: sha256(list), points: spoil(points), proof: scalar() + scalar()});
  const act = party.act('daylight-release+jws', {lot: few, closing_list: sha256(list), parts: sha256(parts)}, {audience: center.audience});
  return party.tellConfirmed('POST', `/api/v1/tender-lots/${few}/parts`, {statement: act.statement, parts}, {'Idempotency-Key': act.nonce});
}

step('reconvened, an officer whose parts do not hold is named, and the bids open with another’s', async () => {
  const early = await spoiltParts(tender.officers[1], 2, (points) => points);
  assert.equal(early.json.code, 'opening_adjourned');
  const later = new Date(at(await center.now()) + day).toISOString();
  for (const lot of [few, late]) {
    const view = await center.clerk.post(`/api/v1/tender-lots/${lot}/reconvene`, {at: later});
    assert.equal(view.state, 'closed');
    await becomes(lot, 'the announcement of it', (one) => one.announcements.some(({summary}) => summary.includes('恢复开标')));
  }
  const before = await spoiltParts(tender.officers[1], 2, (points) => points);
  assert.equal(before.json.code, 'opening_not_yet');
  await tender.setClock(later);
  for (const [spoil, fault] of [[(points) => points, 'proof_invalid'], [([, ...points]) => ['02' + 'ff'.repeat(32), ...points], 'malformed_point']]) {
    const view = expectOk(await spoiltParts(tender.officers[1], 2, spoil));
    const named = entries(view, 'part_rejected').at(-1);
    assert.deepEqual([named.holder, named.fault], [2, fault]);
    assert.deepEqual(released(view), [1, gateHolder]);
  }
  await nothingIsOpen(few, late);
  await tender.stop(tender.officers[2]);
  tender.run(tender.officers[2]);
  const opened = await tender.opened(few);
  assert.deepEqual(entries(opened, 'opening_begun'), [{officers: [1, 3]}]);
  const verdicts = Object.fromEntries(opened.bids.map((bid) => [bid.bidder_name, `${bid.verdict} ${bid.fault}`]));
  assert.deepEqual(verdicts, {[names.dadi]: 'opened ', [names.changjiang]: 'opened ', [names.taishan]: 'opened ',
    [names.huanghe]: 'revoked signature_invalid', [names.penglai]: 'revoked signed_by_another'});
  assert.ok(opened.bids.every((bid) => (bid.letter !== null) === (bid.verdict === 'opened')));
});

step('with the gate the other lot opens too, and anybody checks both openings', async () => {
  await nothingIsOpen(late);
  await tender.stop(tender.gate);
  tender.run(tender.gate);
  const hidden = await tender.opened(late);
  assert.deepEqual([hidden.opening_hidden, hidden.bids, hidden.files], [true, [], []]);
  for (const path of ['opening', 'record']) {
    const refused = await center.visitor.send('GET', `/api/v1/tender-lots/${late}/${path}`);
    assert.deepEqual([refused.status, refused.json.code], [403, 'opening_not_public']);
  }
  assert.notEqual((await tender.verifyOpening(late)).status, 0);
  const opened = await bidders.dadi.get(`/api/v1/tender-lots/${late}`);
  const said = Object.fromEntries(opened.bids.map((bid) => [bid.bidder_name, `${bid.verdict} ${bid.security.amount} ${bid.findings}`]));
  assert.deepEqual(said, {[names.dadi]: `opened ${security} `, [names.changjiang]: `opened ${security - 1} security_too_small security`,
    [names.taishan]: 'opened 0 security_not_received security'});
  const own = opened.bids.find((bid) => bid.bidder_name === names.dadi).security.reference;
  const taken = await bidders.dadi.tellConfirmed('POST', '/api/v1/my/security-transfers/return', {reference: own});
  assert.equal(taken.json.code, 'security_in_use');
  await tender.signRecord(late);
  assert.equal((await tender.lot(late)).bids.length, 3);
  for (const lot of [few, late]) {
    const checked = await tender.verifyOpening(lot);
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  }
});
