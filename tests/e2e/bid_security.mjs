// A bid security by transfer, in Chromium: its secret is made and kept by the bidder's browser, finance sees money without
// a lot, the bidder asks whether it came, and the opening finds what the sealed letter names. What no bid needs is given
// back. And tenders are watched by a list that tells nobody.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {after, before} from 'node:test';
import {Browser} from './lib/browser.mjs';
import {password, uscc} from './lib/center.mjs';
import {step as shortStep} from './lib/step.mjs';
import {daylight, Tendering} from './lib/tender.mjs';

const step = (name, work) => shortStep(name, work, {timeout: 600000});
const tender = new Tendering({roles: ['registrar', 'clerk', 'reviewer', 'finance']});
const browser = new Browser(tender.server);
const name = '大地建设有限公司';
const unused = 'BS0123456789ABCDEF0123';
const number = (query) => Number(tender.server.sql(query));
let lot, other, bidder, reference;

before(async () => {
  await tender.open();
  await tender.equipHolders();
  await tender.makeKeys(2);
  [lot, other] = (await tender.publish([
    tender.terms('DY-1', {security: {amount: 50000000, guarantee: true, transfer: true}}),
    tender.terms('DY-2', {title: '滨河路改造工程二标段'})])).map(({id}) => id);
  await browser.open();
});
after(async () => {
  await browser.close();
  await tender.close();
});

async function confirm() {
  await bidder.page.locator('dialog[open] [name="confirm.checked"]').check();
  await bidder.page.locator('dialog[open] [data-test="confirm-submit"]').click();
}
const shown = (person = bidder) => person.at('reference').getAttribute('data-reference');
const card = (of) => bidder.page.locator(`[data-test=kept-security][data-reference=${of}]`);
const held = (count) => tender.center.eventually('money that is held', async () =>
  (await tender.center.finance.get('/api/v1/bank-lines?state=held')).items.length === count);
async function goToBid() {
  await bidder.go(`/tenders/${lot}/bid`);
  await bidder.page.locator('[data-test="lot-key"][data-ok="true"]').waitFor();
}
async function fill(price) {
  await bidder.fill({'fields.price': price, 'fields.leader': '张工'});
  writeFileSync(tender.file('bid.bin'), Buffer.alloc(70000, price));
  await bidder.field('files.files').setInputFiles(tender.file('bid.bin'));
}

step('a bidder has a certificate', async () => {
  const {registered} = await tender.center.register('bidder', name, 30000001, 'dadi');
  await tender.center.registrar.post(`/api/v1/organisations/${registered.organisation_id}/approve`);
  bidder = await browser.person('dadi');
  await bidder.signIn('dadi', password);
  await bidder.go('/my/certificate');
  await bidder.fill({passphrase: 'correct horse battery', passphrase_again: 'correct horse battery'});
  await bidder.at('make-key').click();
  await bidder.field('backup_kept').check();
  await bidder.at('order-certificate').click();
  await bidder.at('certificate-issued').waitFor();
});

step('the reference is made in the browser, there again after a reload, and the program makes the same of its file', async () => {
  await goToBid();
  await bidder.at('seal').click();
  assert.match(await bidder.at('problem').innerText(), /交纳方式/);
  await bidder.page.locator('[name="security.way"][value=transfer]').check();
  await bidder.at('make-reference').click();
  await bidder.at('reference').waitFor();
  reference = await shown();
  assert.match(reference, /^BS[0-9A-F]{20}$/);
  const saved = bidder.page.waitForEvent('download');
  await bidder.at('save-secret').click();
  writeFileSync(tender.file('secret.txt'), readFileSync(await (await saved).path()));
  const {stdout} = await daylight('reference', '--lot', lot, '--bidder', uscc(30000001), '--secret', tender.file('secret.txt'));
  assert.equal(stdout.trim(), reference);
  await bidder.page.reload();
  await bidder.at('reference').waitFor();
  assert.equal(await shown(), reference);
});

step('on another machine the secret comes back from its file', async () => {
  const elsewhere = await browser.person('dadi elsewhere');
  await elsewhere.signIn('dadi', password);
  // Its key is elsewhere too, without which nothing is sealed: the page says so.
  await elsewhere.go(`/tenders/${lot}/bid`);
  await elsewhere.at('no-signer').waitFor();
  await elsewhere.go('/my/security-transfers');
  await elsewhere.at('empty').waitFor();
  await elsewhere.page.context().close();
  // In this browser, as after its data were cleared.
  await bidder.page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('daylight-securities');
    request.onsuccess = resolve;
    request.onerror = reject;
  }));
  await goToBid();
  await bidder.at('make-reference').waitFor();
  await bidder.page.locator('[data-test=secret-restore] summary').click();
  await bidder.field('security.file').setInputFiles(tender.file('secret.txt'));
  await bidder.at('reference').waitFor();
  assert.equal(await shown(), reference);
});

step('finance sees that money came and not for which lot; the bidder sees that it arrived', async () => {
  await tender.center.pay(reference, name, 60000000);
  await tender.center.pay(reference, '长江路桥有限公司', 100);
  await held(2);
  const finance = await browser.person('finance');
  await finance.signIn('finance', password);
  await finance.go('/desk/bank-lines?state=held');
  await finance.page.locator('[data-state=held]').first().waitFor();
  await finance.picture('security-held', {fullPage: true});
  assert.doesNotMatch(await finance.page.content(), /DY-1/);
  assert.equal(number('SELECT COUNT(*) FROM security_reference'), 0);
  await bidder.at('ask-arrival').click();
  await bidder.at('arrived').waitFor();
  assert.equal(await bidder.at('arrived').getAttribute('data-received'), '60000000');
  await bidder.picture('security-arrived', {fullPage: true});
});

step('what no bid has named is given back by its reference', async () => {
  await tender.center.pay(unused, name, 7000000);
  await held(3);
  await bidder.go('/my/security-transfers');
  await card(reference).waitFor();
  await bidder.fill({reference: 'bs01 2345 6789 abcd ef01 23'});
  await bidder.at('look-reference').click();
  await card(unused).locator('[data-test=ask-return]').click();
  await confirm();
  await card(unused).locator('[data-test=given-back]').waitFor();
  const {items} = await tender.center.finance.get('/api/v1/refunds');
  assert.deepEqual(items.map(({reference: of, payee, amount, state}) => [of, payee, amount, state]), [[unused, name, 7000000, 'due']]);
  await held(2);
});

step('a lot is watched: a change is marked until it was looked at, and the list says nothing by its length', async () => {
  await bidder.go(`/tenders/${lot}`);
  await bidder.at('watch-lot').click();
  await bidder.at('unwatch').waitFor();
  const length = number('SELECT LENGTH(box) FROM tender_watch');
  await bidder.go(`/tenders/${other}`);
  await bidder.at('watch-lot').click();
  await bidder.at('unwatch').waitFor();
  assert.equal(number('SELECT LENGTH(box) FROM tender_watch'), length);
  const {terms, times} = await tender.lot(other);
  const notice = await tender.tenderer.post(`/api/v1/tender-lots/${other}/notices`, {kind: 'change', statement: '更正地点。',
    change: {terms: {...terms, location: '滨河路东段'}, times, answers: [], affects_bids: false}});
  await tender.center.reviewer.post(`/api/v1/tender-notices/${notice.id}/publish`);
  const listed = (id, changed) => bidder.page.locator(`[data-test=watched-tender][data-lot="${id}"][data-changed=${changed}]`).waitFor();
  await bidder.go('/my/watched-tenders');
  await listed(other, true);
  await listed(lot, false);
  assert.match(await bidder.at('watched-changed').innerText(), /1/);
  await bidder.picture('watched', {fullPage: true});
  await bidder.at('look').click();
  await bidder.at('seen').waitFor();
  await bidder.go('/my/watched-tenders');
  await listed(other, false);
  await bidder.page.locator(`[data-lot="${other}"] [data-test=unwatch]`).click();
  await bidder.page.locator(`[data-lot="${other}"]`).waitFor({state: 'detached'});
});

step('a trial goes with a secret of its own; then the bid is sealed with the kept one and submitted', async () => {
  await bidder.go(`/tenders/${lot}/practice`);
  await bidder.page.locator('[name="security.way"][value=transfer]').check();
  await fill('1');
  await bidder.at('seal').click();
  await bidder.at('trial-verdict').waitFor();
  assert.equal(await bidder.at('trial').getAttribute('data-stands'), 'true');
  assert.doesNotMatch(await bidder.at('trial').innerText(), new RegExp(reference));
  await goToBid();
  await bidder.at('reference').waitFor();
  await fill('25,000,000');
  await bidder.at('seal').click();
  await bidder.page.locator('[data-test="sealed"][data-sending="whole"]').waitFor();
  assert.match(await bidder.at('sealed').innerText(), new RegExp(reference));
  await bidder.at('ask-submit').click();
  await confirm();
  await bidder.at('submitted').waitFor();
});

step('the opening finds what each letter names, and keeps what was named', async () => {
  writeFileSync(tender.file('unpaid'), 'ab'.repeat(32) + '\n');
  for (const [of, code, login, words] of [['长江路桥有限公司', 30000002, 'changjiang', []],
    ['泰山市政有限公司', 30000003, 'taishan', ['--security', tender.file('unpaid')]]]) {
    const one = await tender.bidder(of, code, login, {size: 1000});
    const letter = {price: 2600000000, price_in_words: '人民币贰仟陆佰万元整', leader: '李工'};
    const done = await tender.seal(one, lot, letter, ...words, '--submit', '--token', tender.file(login, 'token'));
    assert.equal(done.status, 0, done.stdout + done.stderr);
  }
  await tender.passDeadline(lot);
  const {bids} = await tender.opened(lot, 150);
  const found = Object.fromEntries(bids.map(({bidder_name, security, findings}) => [bidder_name, [security?.amount ?? null, findings]]));
  assert.deepEqual(found, {[name]: [60000000, []], 长江路桥有限公司: [null, []], 泰山市政有限公司: [0, ['security_not_received security']]});
  await bidder.go(`/tenders/${lot}/opening`);
  await bidder.at('paid-security').first().waitFor();
  const hall = await bidder.at('letters').innerText();
  assert.match(hall, new RegExp(`600,000 元，附言 ${reference}`));
  assert.match(hall, /截止前没有收到/);
  await bidder.picture('security-hall', {fullPage: true});
  await bidder.go('/my/security-transfers');
  await card(reference).locator('[data-test=ask-return]').click();
  await confirm();
  await card(reference).locator('[data-test=problem]').waitFor();
  assert.match(await card(reference).innerText(), /已由开启的投标文件写明/);
  await held(2);
  assert.deepEqual(browser.faults, []);
});
