// Opening officers at their pages: people whose key and file are made and kept in the browser.
import assert from 'node:assert/strict';
import {createPrivateKey} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {password, pdf} from './center.mjs';
import {expectOk} from './client.mjs';

export const keyPassphrase = 'a key that signs words';
const patience = 180000; // a passphrase is stretched for a second, and longer where the machine has other things to do

// A colleague of whoever `client` is, signed in through the API.
export async function colleague(center, client, login) {
  const letter = await client.upload(pdf);
  await client.post('/api/v1/my/people', {login, password, display_name: `开标人 ${login}`, mobile: '13900000001', email: `${login}@example.org`,
    letter: {digest: letter.digest, scope: '参加密钥仪式与开标', valid_until: '2027-12-31'}});
  const own = center.client(login);
  expectOk(await own.signIn(login, password));
  return own;
}

// The person at the page /officer, with a certified key that the page made. `client` acts for the same person.
export async function officerAtPage(browser, client, login) {
  const person = await browser.person(login);
  person.page.setDefaultTimeout(patience);
  await person.signIn(login, password);
  await person.at('nav-officer').click();
  await person.at('no-signer').waitFor();
  await person.fill({passphrase: keyPassphrase, passphrase_again: keyPassphrase});
  const [backup] = await Promise.all([person.page.waitForEvent('download'), person.at('make-key').click()]);
  person.keyBackup = readFileSync(await backup.path(), 'utf8');
  await person.field('backup_kept').check();
  await person.at('order-certificate').click();
  await person.at('no-signer').waitFor({state: 'detached'});
  return Object.assign(person, {client, login});
}
// So that the client can sign as its person does.
export async function takeKey(person) {
  const {items} = await person.client.get('/api/v1/my/certificates');
  Object.assign(person.client, {key: createPrivateKey({key: person.keyBackup, passphrase: keyPassphrase}), serial: items[0].serial});
}

// Whom it trusts, compared and accepted; then its file, under a passphrase.
export async function beginSitting(person, witness, passphrase) {
  assert.match(await person.field('witnesses').inputValue(), new RegExp(witness.name.replaceAll('.', '\\.')));
  await person.field('trust.checked').check();
  await person.at('accept-trust').click();
  await person.fill({'vault.passphrase': passphrase, 'vault.passphrase_again': passphrase});
  await person.at('open-vault').click();
  await person.page.locator('[data-test="vault"][data-phase="open"]').waitFor();
}
export const ownCeremony = (person, ceremony) => person.page.locator(`[data-test="my-ceremony"][data-id="${ceremony}"]`);
// The copy of its file, as it was saved elsewhere.
export async function keepCopy(person, ceremony) {
  await ownCeremony(person, ceremony).and(person.page.locator('[data-work="copy_wanted"]')).waitFor();
  const [copy] = await Promise.all([person.page.waitForEvent('download'), person.at('download-vault').click()]);
  const file = readFileSync(await copy.path());
  await person.field('vault.kept').check();
  await person.at('vault-kept').click();
  return file;
}
export async function signLot(person, lot) {
  const card = person.page.locator(`[data-test="lot-to-sign"][data-id="${lot}"]`);
  await card.locator('[data-test="sign-lot"]').click();
  await card.waitFor({state: 'detached'});
}
export async function armLot(person, lot) {
  const card = person.page.locator(`[data-test="lot-to-open"][data-id="${lot}"]`);
  await card.locator('[data-test="arm-lot"]').click();
  await card.locator('[data-test="armed"]').waitFor();
}
