// A whole sealed tender in Chromium: five officers of three bodies at their pages make the keys, four bidders hand in (two
// of them at their pages), and a watcher sits in the opening hall. One officer stays away, one sends parts that its share
// does not make, one bid was damaged by its bidder: the hall names each, and opens the others.
import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {after, before} from 'node:test';
import {Browser, Person} from './lib/browser.mjs';
import {password} from './lib/center.mjs';
import {expectOk} from './lib/client.mjs';
import {armLot, beginSitting, colleague, keepCopy, officerAtPage, ownCeremony, signLot, takeKey} from './lib/officers.mjs';
import {step as shortStep} from './lib/step.mjs';
import {gateHolder, sha256, Tendering} from './lib/tender.mjs';

const step = (name, work) => shortStep(name, work, {timeout: 900000}); // a busy machine makes long work longer
const tender = new Tendering();
const browser = new Browser(tender.server);
let center, officers = [], atPage = {}, lot, watcher, hall, bidders = {};

before(async () => {
  await tender.open();
  ({center} = tender);
  await browser.open();
}, {timeout: 300000});
after(async () => {
  await browser.close();
  await tender.close();
}, {timeout: 300000});

step('five officers of three bodies sit down at their pages', async () => {
  await tender.furnishHolders([]);
  const [tenderer, agency, notary] = await Promise.all(['tenderer', 'agency', 'notary'].map((kind) => tender.party(kind)));
  tender.tenderer = tenderer;
  for (const [login, body] of [['chengtou-1', tenderer], ['chengtou-2', tenderer], ['daili-1', agency], ['daili-2', agency], ['gongzheng-1', notary]]) {
    const person = await officerAtPage(browser, await colleague(center, body, login), login);
    await beginSitting(person, tender.witness, `a passphrase of ${login}`);
    officers.push(person);
    tender.pages.push(person);
    atPage[login] = person;
  }
});

step('they make a pool of keys, three of five to open', async () => {
  await tender.callCeremony(4, {threshold: 3, officers: officers.map(({client}) => client)});
  tender.run(tender.gate);
  await Promise.all(officers.map(async (person) => {
    await ownCeremony(person, tender.ceremony).waitFor();
    await person.at('join-ceremony').click();
    await keepCopy(person, tender.ceremony);
  }));
  await tender.completeCeremony(300);
});

step('a tender is published, and its certificate signed at all five pages', async () => {
  [lot] = await tender.announce([tender.terms('DY-SG-8')], {days: 40});
  for (const person of officers) {
    await signLot(person, lot);
  }
  await tender.takingBids([lot]);
  watcher = await browser.person('watcher');
  await watcher.go(`/tenders/${lot}`);
  await watcher.at('check-lot-key').click();
  await watcher.page.locator('[data-test="lot-key-checked"][data-ok="true"]').waitFor();
  await watcher.go(`/tenders/${lot}/opening`);
  await watcher.page.locator('[data-test="standing-panel"]').waitFor();
  await watcher.at('nothing-yet').waitFor();
  await watcher.picture('hall-before', {fullPage: true});
});

// The whole way beforehand; nothing is left of it.
async function practise(person, price) {
  await person.go(`/tenders/${lot}/practice`);
  writeFileSync(tender.file('trial.bin'), Buffer.alloc(50000, 'a trial'));
  await person.fill({'fields.price': price, 'fields.leader': '试投'});
  await person.field('files.files').setInputFiles(tender.file('trial.bin'));
  await person.page.locator('[data-test="seal"]:enabled').click();
  await person.page.locator('[data-test="trial"][data-stands="true"]').waitFor();
  await person.picture('practice', {fullPage: true});
  assert.equal((await tender.lot(lot)).submissions, 0);
}

async function bidAtPage(name, number, login, price) {
  await center.member('bidder', name, number, login);
  const person = await browser.person(login);
  person.page.setDefaultTimeout(180000);
  await person.signIn(login, password);
  await person.go('/my/certificate');
  await person.fill({passphrase: 'correct horse battery', passphrase_again: 'correct horse battery'});
  await person.at('make-key').click();
  await person.field('backup_kept').check();
  await person.at('order-certificate').click();
  await person.at('certificate-issued').waitFor();
  await practise(person, price);
  await person.go(`/tenders/${lot}/bid`);
  await person.page.locator('[data-test="lot-key"][data-ok="true"]').waitFor();
  await person.fill({'fields.price': price, 'fields.leader': '张工'});
  writeFileSync(tender.file(`${login}.bin`), Buffer.alloc(300000, login));
  await person.field('files.files').setInputFiles(tender.file(`${login}.bin`));
  await person.at('seal').click();
  await person.page.locator('[data-test="sealed"][data-sending="whole"]').waitFor();
  await person.at('ask-submit').click();
  await person.page.locator('dialog[open] [name="confirm.checked"]').check();
  await person.page.locator('dialog[open] [data-test="confirm-submit"]').click();
  await person.at('submitted').waitFor();
  return person;
}

step('four bidders hand in: two at their pages, one with the program, one whose letter is damaged', async () => {
  bidders.dadi = await bidAtPage('大地建设有限公司', 30000001, 'dadi', '25,000,000');
  bidders.changjiang = await bidAtPage('长江路桥有限公司', 30000002, 'changjiang', '26,000,000');
  const taishan = await tender.bidder('泰山市政有限公司', 30000003, 'taishan', {size: 300000});
  await tender.handIn(taishan, lot, {price: 2550000000, price_in_words: '人民币贰仟伍佰伍拾万元整', leader: '王工'});
  const huanghe = await tender.bidder('黄河水电有限公司', 30000004, 'huanghe', {size: 300000});
  const letter = tender.letter(huanghe, lot, {price: 2500000000, price_in_words: '人民币贰仟伍佰万元整', leader: '李工'});
  const signed = (bytes) => {
    bytes[bytes.length - 40] ^= 1; // in the signature that stands at the end
    return bytes;
  };
  await tender.submit(huanghe, lot, {letter: tender.sealByOpenssl(huanghe, lot, 'letter', letter, {signed}),
    files: tender.sealByOpenssl(huanghe, lot, 'files', readFileSync(tender.file('huanghe', 'files.bin')))});
  await watcher.page.reload();
  await watcher.at('nothing-yet').waitFor();
  assert.doesNotMatch(await watcher.page.locator('main').innerText(), /大地建设|长江路桥|泰山市政|黄河水电/);
});

step('three officers arm their pages, one goes home, and one will send what its share does not make', async () => {
  for (const login of ['chengtou-1', 'chengtou-2', 'daili-1']) {
    await armLot(atPage[login], lot);
  }
  await takeKey(atPage['daili-2']);
  for (const login of ['daili-2', 'gongzheng-1']) {
    await atPage[login].at('lock').click();
    await atPage[login].page.close();
  }
  // Its page is not there when the list is; the others would be done at once.
  await Promise.all(['chengtou-1', 'chengtou-2', 'daili-1'].map((login) => atPage[login].page.context().setOffline(true)));
  await tender.passDeadline(lot);
  await tender.eventually('the closing', async () => (await tender.lot(lot)).state === 'closed', 120);
  await watcher.page.locator('[data-test="holders"] [data-holder="1"][data-part="waiting"]').waitFor();
  await watcher.picture('hall-waiting', {fullPage: true});
  const list = (await center.visitor.send('GET', `/api/v1/tender-lots/${lot}/closing-list`)).text;
  const points = JSON.parse(list).submissions.flatMap((one) => one.envelopes.map(({point}) => point));
  const scalar = () => '00' + randomBytes(31).toString('hex');
  const parts = JSON.stringify({format: 'daylight/parts/1', lot, stage: 'bids', holder: 4, closing_list: sha256(list), points, proof: scalar() + scalar()});
  const {client} = atPage['daili-2'];
  const act = client.act('daylight-release+jws', {lot, closing_list: sha256(list), parts: sha256(parts)}, {audience: center.audience});
  expectOk(await client.tellConfirmed('POST', `/api/v1/tender-lots/${lot}/parts`, {statement: act.statement, parts}, {'Idempotency-Key': act.nonce}));
  await watcher.page.locator('[data-test="holders"] [data-holder="4"][data-part="rejected"]').waitFor();
  await watcher.picture('hall-rejected', {fullPage: true});
});

step('the hall shows who released, and then all letters at once', async () => {
  await Promise.all(['chengtou-1', 'chengtou-2', 'daili-1'].map((login) => atPage[login].page.context().setOffline(false)));
  const opened = await tender.opened(lot, 300);
  const released = opened.holders.filter((one) => one.released).map((one) => one.holder);
  assert.deepEqual(released, [1, 2, 3, gateHolder]);
  const verdicts = Object.fromEntries(opened.bids.map((bid) => [bid.bidder_name, `${bid.verdict} ${bid.fault}`]));
  assert.deepEqual(verdicts, {'大地建设有限公司': 'opened ', '长江路桥有限公司': 'opened ', '泰山市政有限公司': 'opened ', '黄河水电有限公司': 'revoked signature_invalid'});
  await watcher.page.locator('[data-test="letter"]').nth(3).waitFor();
  assert.equal(await watcher.page.locator('[data-test="letter"][data-verdict="opened"]').count(), 3);
  assert.match(await watcher.page.locator('[data-test="letter"][data-verdict="revoked"]').innerText(), /黄河水电.*撤销/s);
  assert.match(await watcher.at('letters').innerText(), /25,000,000/);
  await watcher.page.locator('[data-test="file"][data-verdict="opened"]').nth(2).waitFor();
  await watcher.picture('hall-opened', {fullPage: true});
  await watcher.picture('hall', {fullPage: true, clip: {x: 0, y: 0, width: 1280, height: 1500}});
  await watcher.at('run-check').click();
  await watcher.page.locator('[data-test="checked"][data-ok="true"]').waitFor();
  const checked = await tender.verifyOpening(lot);
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
});

step('the tenderer opens files on its own machine, and has them byte for byte as they were handed in', async () => {
  const page = await atPage['chengtou-1'].page.context().newPage();
  page.setDefaultTimeout(180000);
  // Nobody is there to choose a place in a dialog of the system's: it is saved as a download.
  await page.addInitScript(() => delete window.showSaveFilePicker);
  await page.goto(`/tenders/${lot}/opening`);
  await page.locator('[data-test="to-files"]').click();
  // Sealed at a page, and by the program.
  for (const [name, ...file] of [['大地建设', 'dadi.bin'], ['泰山市政', 'taishan', 'files.bin']]) {
    const bid = page.locator('[data-test="bid"]', {hasText: name});
    const [saved] = await Promise.all([page.waitForEvent('download'), bid.locator('[data-test="open-file"]').click()]);
    assert.equal(sha256(readFileSync(await saved.path())), sha256(readFileSync(tender.file(...file))));
    await bid.locator('[data-test="file-outcome"][data-kept="true"]').waitFor();
    assert.deepEqual(await bid.locator('[data-check]').evaluateAll((all) => all.map((one) => one.dataset.state)), Array(7).fill('held'));
  }
  // The damaged one did not open, and is not the tenderer's to read.
  assert.equal(await page.locator('[data-test="bid"]').count(), 3);
  await new Person('files', page).picture('bid-files', {fullPage: true});
  await page.close();
  await watcher.go(`/tenders/${lot}/files`); // for whom they are not
  await watcher.page.waitForURL(/sign-in/);
  await watcher.go(`/tenders/${lot}/opening`);
});

step('a bidder objects on the spot, the host answers and signs the record, and everybody reads it', async () => {
  const bidder = bidders.dadi;
  await bidder.go(`/tenders/${lot}/opening`);
  await bidder.fill({text: '请核对泰山市政有限公司的工期。'});
  await bidder.at('object').click();
  hall = new Person('host', await atPage['chengtou-1'].page.context().newPage());
  hall.page.setDefaultTimeout(180000);
  await hall.go(`/tenders/${lot}/opening`);
  await hall.fill({answer: '招标文件没有要求工期。'});
  await hall.at('answer').click();
  await watcher.at('hall-record').getByText('招标文件没有要求工期。').waitFor();
  await hall.field('record.read').check();
  await hall.at('sign-record').click();
  await watcher.at('recorded').waitFor();
  await watcher.picture('hall-recorded', {fullPage: true});
  assert.equal((await tender.lot(lot)).announcements[0].kind, 'opening_record');
  // What has done its work is forgotten.
  await atPage['chengtou-1'].page.locator('[data-test="notes"] [data-kind="erased"]').waitFor();
});

step('no page complained', () => assert.deepEqual(browser.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|Failed to fetch|ERR_CONNECTION/.test(fault)), []));
