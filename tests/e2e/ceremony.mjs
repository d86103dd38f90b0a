// Opening officers at their pages: a ceremony of eight keys between two officers in Chromium and one by `daylight
// officer`, with the gate as a program; the lot's certificate read and signed; and an opening for which one page was
// armed beforehand while another officer stayed away. What a page keeps opens with the program.
import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {Browser} from './lib/browser.mjs';
import {armLot, beginSitting, keepCopy, keyPassphrase, officerAtPage, ownCeremony, signLot} from './lib/officers.mjs';
import {step as shortStep} from './lib/step.mjs';
import {daylight, gateHolder, Tendering} from './lib/tender.mjs';

const long = {timeout: 600000}; // a busy machine makes long work longer
const step = (name, work) => shortStep(name, work, long);
const tender = new Tendering({demo: 600}); // people read before they sign
const browser = new Browser(tender.server);
const file = (...names) => tender.file(...names);
const words = '岱阳市公证处的一句长口令 7';
const number = 'DY-SG-7';
let center, agency, notary, copy, lot;

before(async () => {
  await tender.open();
  ({center} = tender);
  await browser.open();
}, long);
after(async () => {
  await browser.close();
  await tender.close();
}, long);

async function sitDown(kind) {
  const person = await officerAtPage(browser, await tender.member(kind), kind);
  tender.pages.push(person);
  return person;
}
const own = (person) => ownCeremony(person, tender.ceremony);

step('two officers sit down at their pages, each with a key and a file of its own', async () => {
  await tender.furnishHolders(['tenderer']);
  agency = await sitDown('agency');
  notary = await sitDown('notary');
  assert.ok(await notary.at('open-vault').isDisabled()); // until it has said whom it trusts
  await beginSitting(agency, tender.witness, 'a passphrase of the agency');
  await beginSitting(notary, tender.witness, words);
  await agency.at('my-ceremonies').getByText('目前没有').waitFor();
  await agency.picture('officer-empty', {fullPage: true});
});

step('a ceremony of eight keys runs by itself, and is confirmed once each has a copy of its file', async () => {
  await tender.callCeremony(8, {officers: [tender.tenderer, agency.client, notary.client]});
  tender.runHolders();
  const watcher = await browser.person('watcher');
  watcher.page.setDefaultTimeout(180000);
  await watcher.go(`/ceremonies/${tender.ceremony}`);
  await watcher.page.locator('[data-test="holder"][data-holder="2"][data-missing="true"]').waitFor();
  await watcher.picture('ceremony-waiting');
  for (const person of [agency, notary]) {
    await own(person).waitFor();
    await person.at('join-ceremony').click();
  }
  await keepCopy(agency, tender.ceremony);
  // One is missing now, and everybody sees who.
  await watcher.page.locator('[data-test="ceremony-page"][data-state="confirming"]').waitFor();
  await watcher.page.locator('[data-test="holder"][data-holder="2"][data-missing="false"]').waitFor();
  await watcher.page.locator('[data-test="holder"][data-holder="3"][data-missing="true"]').waitFor();
  await notary.picture('officer-copy-wanted', {fullPage: true});
  copy = await keepCopy(notary, tender.ceremony);
  const complete = await tender.completeCeremony(120);
  assert.equal(complete.keys_left, 8);
  await watcher.at('transcript').getByText(complete.transcript).waitFor();
  await watcher.picture('ceremony-complete');
  await own(agency).and(agency.page.locator('[data-state="complete"]')).waitFor();
  await agency.picture('officer-complete', {fullPage: true});
});

step('what the page kept opens with the program and with stock openssl, and with no other passphrase', async () => {
  await tender.token('notary', notary.client, 'openings');
  writeFileSync(file('notary', 'key.pem'), execFileSync('openssl', ['pkey', '-passin', `pass:${keyPassphrase}`], {input: notary.keyBackup}));
  writeFileSync(file('notary', 'vault.pem'), copy);
  const {items: [{serial}]} = await notary.client.get('/api/v1/my/certificates');
  const once = () => daylight('officer', ...tender.options({name: 'notary', party: {serial}}), '--once');
  writeFileSync(file('notary', 'passphrase'), words + '\n');
  const good = await once();
  assert.equal(good.status, 0, good.stdout + good.stderr);
  writeFileSync(file('notary', 'passphrase'), 'another\n');
  const bad = await once();
  assert.equal(bad.status, 1);
  assert.match(bad.stderr, /passphrase_wrong/);
  const shown = execFileSync('openssl', ['asn1parse', '-in', file('notary', 'vault.pem')]).toString();
  assert.match(shown, /scrypt/);
});

step('the lot’s certificate is read in its own words, and signed', async () => {
  [lot] = await tender.announce([tender.terms(number)]);
  for (const person of [agency, notary]) {
    const card = person.page.locator(`[data-test="lot-to-sign"][data-id="${lot}"]`);
    await card.locator('[data-test="sign-lot"]').waitFor();
    const text = await card.innerText();
    assert.ok(text.includes(number));
    assert.match(text, /岱阳市城市建设投资公司/);
    if (person === agency) {
      await person.picture('officer-sign', {fullPage: true});
    }
    await signLot(person, lot);
  }
  const [open] = await tender.takingBids([lot]);
  assert.ok(open.holders.every((one) => one.cosigned));
});

step('one officer arms its page, another goes home', async () => {
  await armLot(agency, lot);
  await agency.picture('officer-armed', {fullPage: true});
  await notary.at('lock').click();
  await notary.page.locator('[data-test="vault"][data-phase="closed"]').waitFor();
  await notary.page.close();
  const bids = [['大地建设有限公司', 'dadi', 2500000000, '人民币贰仟伍佰万元整'], ['长江路桥有限公司', 'changjiang', 2600000000, '人民币贰仟陆佰万元整'],
    ['泰山市政有限公司', 'taishan', 2550000000, '人民币贰仟伍佰伍拾万元整']];
  await Promise.all(bids.map(async ([name, login, price, words], i) => {
    const bidder = await tender.bidder(name, 30000001 + i, login, {size: 4096});
    await tender.handIn(bidder, lot, {price, price_in_words: words, leader: '张工'});
  }));
  assert.equal((await tender.lot(lot)).holders.some((one) => one.released), false);
});

step('after the deadline the armed page releases, and with the program and the gate all letters open', async () => {
  await tender.passDeadline(lot);
  const opened = await tender.opened(lot, 300);
  assert.equal(opened.bids.length, 3);
  assert.ok(opened.bids.every((bid) => bid.verdict === 'opened'));
  const released = Object.fromEntries(opened.holders.map((one) => [one.holder, one.released]));
  assert.deepEqual(released, {1: true, 2: true, 3: false, [gateHolder]: true});
  await agency.page.locator(`[data-test="lot-to-open"][data-id="${lot}"][data-released="true"]`).waitFor();
  await agency.picture('officer-released', {fullPage: true});
  const checked = await tender.verifyOpening(lot);
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
});

step('once the record is signed, the page forgets the share that it used', async () => {
  await tender.signRecord(lot);
  await agency.page.locator('[data-test="notes"] [data-kind="erased"]').waitFor();
  assert.deepEqual(browser.faults, []);
});
