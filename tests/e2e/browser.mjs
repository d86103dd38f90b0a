// A whole auction in the browser: two bidders and a watcher, from the draft to the announced result and a receipt that
// is verified. What needs no page of its own to be seen (staff accounts, the seller's parcel) is set up through the API.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before} from 'node:test';
import {Browser} from './lib/browser.mjs';
import {Center, chinaHour, password, uscc} from './lib/center.mjs';
import {Server} from './lib/server.mjs';
import {step} from './lib/step.mjs';

// A procedure day in two minutes while people register, write and review; from the publication on a day a second.
const server = new Server({demo: {rate: 720, first_rate: 86400, first_days: 60}});
const letter = join(tmpdir(), 'daylight-letter.pdf');
const browser = new Browser(server);
let center, lot, times;
let clerk, reviewer, finance, officer, first, second, watcher;

before(async () => {
  await server.start();
  center = new Center(server);
  await center.open();
  center.seller = await center.party('seller', '岱阳市自然资源和规划局', 20000001, 'seller-agent');
  await center.seller.post('/api/v1/parcels', {terms: center.parcelTerms('岱挂2026-21')});
  await browser.open();
  writeFileSync(letter, '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
});
after(async () => {
  await browser.close();
  await server.remove();
});

step('home says what will be here, without an account', async () => {
  watcher = await browser.person('watcher');
  await watcher.go('/');
  await watcher.page.getByText('没有外部见证').or(watcher.at('no-witness')).first().waitFor();
  await watcher.at('demo-notice').waitFor();
  await watcher.picture('home-empty');
});

async function join_in(name, number, login) {
  const bidder = await browser.person(login);
  await bidder.go('/register');
  await bidder.fill({'organisation.kind': 'bidder', 'organisation.name': name, 'organisation.uscc': uscc(number),
    'organisation.address': '岱阳市建设路 8 号', 'organisation.legal_representative': '赵明'});
  await bidder.fill({'person.display_name': '钱经办', 'person.login': login, 'person.password': password,
    'person.mobile': '13911112222', 'person.email': `${login}@example.org`});
  const again = bidder.field('person.password_again');
  if (await again.count()) {
    await again.fill(password);
  }
  await bidder.field('letter.digest').setInputFiles(letter);
  await bidder.fill({'letter.scope': '全权代理网上交易', 'letter.valid_until': '2027-12-31'});
  await bidder.field('agreement').check();
  await bidder.at('submit').click();
  await bidder.at('registered').waitFor();
  const registrar = await center.registrar.get('/api/v1/organisations?state=registered');
  const organisation = registrar.items.find((one) => one.name === name);
  await center.registrar.post(`/api/v1/organisations/${organisation.id}/approve`);
  await bidder.signIn(login, password);
  bidder.organisation = name;
  return bidder;
}

step('a bidder registers, makes its key in the browser and keeps a backup', async () => {
  first = await join_in('甲置业有限公司', 20000002, 'bidder-a');
  await first.go('/my/certificate');
  await first.fill({passphrase: 'correct horse battery', passphrase_again: 'correct horse battery'});
  const [backup] = await Promise.all([first.page.waitForEvent('download'), first.at('make-key').click()]);
  const pem = readFileSync(await backup.path(), 'utf8');
  assert.match(pem, /BEGIN ENCRYPTED PRIVATE KEY/);
  await first.field('backup_kept').check();
  await first.at('order-certificate').click();
  await first.at('certificate-issued').waitFor();
  await first.picture('certificate', {fullPage: true});
});

step('another does the same', async () => {
  second = await join_in('乙置业有限公司', 20000003, 'bidder-b');
  await second.go('/my/certificate');
  await second.fill({passphrase: 'another long sentence', passphrase_again: 'another long sentence'});
  await second.at('make-key').click();
  await second.field('backup_kept').check();
  await second.at('order-certificate').click();
  await second.at('certificate-issued').waitFor();
});

step('a clerk drafts the announcement, and sees what is unlawful by its article', async () => {
  clerk = await browser.person('clerk');
  await clerk.signIn('clerk', password);
  await clerk.at('policy-notice').waitFor(); // the demonstration does not ask for second factors, and says so
  await clerk.go('/desk/listings/new');
  await clerk.field('parcel').check();
  await clerk.fill({title: '国有建设用地使用权网上挂牌出让公告', statement: '凡符合条件的境内法人均可申请。'});
  await clerk.at('propose-times').click();
  const now = await center.now();
  await clerk.field('lots[0].times.listing_start').fill(local(chinaHour(now, 5, 9)));
  await clerk.at('save').click();
  await clerk.at('findings').getByText('39号令').first().waitFor();
  await clerk.picture('clerk-findings', {fullPage: true});

  times = center.lawfulTimes(now, {slack: 2, days: 20});
  for (const [name, moment] of Object.entries(times)) {
    await clerk.field(`lots[0].times.${name}`).fill(local(moment));
  }
  await clerk.at('save').click();
  await clerk.at('saved').waitFor();
  await clerk.at('send-to-review').click();
  await clerk.page.locator('[data-test="listing-state"][data-state="in_review"]').waitFor();
});

step('somebody else reviews and publishes it', async () => {
  reviewer = await browser.person('reviewer');
  await reviewer.signIn('reviewer', password);
  await reviewer.go(clerk.page.url());
  await reviewer.picture('review', {fullPage: true});
  await reviewer.at('publish').click();
  await reviewer.field('confirm.checked').check();
  await reviewer.at('confirm-submit').click();
  await reviewer.at('published').waitFor();
  lot = (await center.visitor.get('/api/v1/lots')).items[0].id;
});

async function apply(bidder) {
  await bidder.go(`/lots/${lot}`);
  await bidder.field('accepts_rules').check();
  await bidder.at('apply').click();
  const reference = (await bidder.at('deposit-reference').first().innerText()).trim();
  return {reference, amount: center.parcelTerms('岱挂2026-21').deposit};
}

step('they apply; finance enters one line by hand, sees no lot, and a program qualifies both', async () => {
  await center.until(times.application_from);
  const one = await apply(first);
  await first.picture('applied', {fullPage: true});
  const two = await apply(second);
  finance = await browser.person('finance');
  await finance.signIn('finance', password);
  await finance.go('/desk/bank-lines');
  await finance.at('enter-line').click();
  await finance.fill({bank_reference: 'B-0001', reference: one.reference, payer: first.organisation, amount: '2000000.00',
    received_at: local(await center.now())});
  await finance.at('submit').click();
  await finance.at('line-entered').waitFor();
  await finance.picture('finance', {fullPage: true});
  assert.doesNotMatch(await finance.page.content(), /岱挂2026-21/);
  await center.pay(two.reference, second.organisation, two.amount);
  for (const bidder of [first, second]) {
    await bidder.go(`/lots/${lot}`);
    await bidder.at('my-plate').waitFor();
  }
});

async function quote(bidder) {
  await bidder.at('quote').click();
  await bidder.at('confirm-capitals').waitFor();
  await bidder.field('confirm.checked').check();
  await bidder.at('confirm-submit').click();
  await bidder.at('quote-accepted').waitFor();
}

step('they quote in the listing period, and everybody watches live', async () => {
  await center.until(times.listing_start);
  await watcher.go(`/lots/${lot}`);
  await watcher.at('price-panel').waitFor();
  await first.go(`/lots/${lot}`);
  await first.page.locator('[data-test="quote"]:enabled').waitFor();
  assert.match(await first.at('capitals').innerText(), /人民币壹仟万元整/);
  await quote(first);
  await watcher.at('quote-row').first().waitFor();
  await second.go(`/lots/${lot}`);
  await second.page.locator('[data-test="quote"]:enabled').waitFor();
  await quote(second);
  await watcher.page.waitForFunction(() => document.querySelectorAll('[data-test="quote-row"]').length === 2);
  assert.doesNotMatch(await watcher.at('quotes').innerText(), /甲置业|乙置业/);
});

step('timed bidding: the window starts again with each quote, the leader is told', async () => {
  await center.until(times.timed_start);
  await first.page.locator('[data-test="phase"][data-phase="timed"]').first().waitFor();
  await first.page.locator('[data-test="quote"]:enabled').waitFor();
  await first.at('quote').click();
  await first.picture('lot-confirm');
  await first.field('confirm.checked').check();
  await first.at('confirm-submit').click();
  await first.at('leading').waitFor();
  await first.page.evaluate(() => window.scrollTo(0, 0));
  await first.picture('lot');
  await watcher.picture('lot-watcher', {fullPage: true});
  await second.picture('lot-other');
});

step('it closes; the page becomes the record, with plates', async () => {
  await watcher.page.locator('[data-test="phase"][data-phase="sold"]').first().waitFor({timeout: 90000});
  await watcher.go(`/lots/${lot}`);
  await watcher.at('result').waitFor();
  await watcher.at('plate').first().waitFor();
});

step('seller and winner sign the confirmation', async () => {
  await center.eventually('the confirmation', async () =>
    (await center.seller.tell('GET', `/api/v1/lots/${lot}/confirmation`)).status === 200);
  await center.sign(center.seller, lot);
  await first.go(`/lots/${lot}/confirmation`);
  await first.at('digest-ok').waitFor();
  await first.field('confirmation.read').check();
  await first.at('sign-confirmation').click();
  await first.at('signed').waitFor();
  await first.picture('confirmation', {fullPage: true});
});

step('a disclosure officer reviews the drafts and releases them', async () => {
  officer = await browser.person('officer');
  await officer.signIn('disclosure-officer', password);
  const drafts = await center.eventually('the drafts', async () => {
    const page = await center.disclosure_officer.get('/api/v1/documents?state=drafted');
    return page.items.length === 2 ? page.items : null;
  });
  await officer.go('/desk');
  await officer.at('dues').waitFor();
  await officer.picture('desk', {fullPage: true});
  for (const draft of drafts) {
    await officer.go(`/desk/documents/${draft.id}`);
    await officer.field('secrecy_reviewed').check();
    await officer.fill({opinion: '不涉密，同意公开。'});
    await officer.picture('document-review', {fullPage: true});
    await officer.at('release').click();
    await officer.at('released').waitFor();
  }
});

step('the public reads the result, checks its proof and prints its document', async () => {
  await watcher.go(`/lots/${lot}`);
  await watcher.at('result').getByText(first.organisation).first().waitFor();
  await watcher.at('check-proof').first().click();
  await watcher.at('proof-ok').first().waitFor();
  await watcher.picture('result', {fullPage: true});
  await watcher.go('/announcements');
  await watcher.at('announcement').first().waitFor();
  await watcher.picture('announcements', {fullPage: true});
  const view = await center.visitor.get(`/api/v1/lots/${lot}`);
  const result = view.announcements.find((one) => one.kind === 'result');
  const paper = await browser.person('reader', {javaScriptEnabled: false});
  await paper.go(`/announcements/${result.id}.html`);
  assert.match(await paper.page.locator('body').innerText(), /甲置业有限公司/);
  await paper.picture('document', {fullPage: true});
  await watcher.go('/');
  await watcher.picture('home', {fullPage: true});
});

step('the winner\'s receipt is verified in a browser that never signed in', async () => {
  await first.go('/my/receipts');
  const row = first.page.locator('[data-test="receipt"][data-kind="quote"]').first();
  const [download] = await Promise.all([first.page.waitForEvent('download'), row.locator('[data-test="download-receipt"]').click()]);
  const file = await download.path();
  await watcher.go('/verify');
  await watcher.field('bundle').setInputFiles({name: 'receipt.json', mimeType: 'application/json', buffer: readFileSync(file)});
  await watcher.page.locator('[data-test="verdict"][data-ok="true"]').waitFor();
  await watcher.picture('verify', {fullPage: true});
  const forged = JSON.parse(readFileSync(file, 'utf8'));
  forged.event_body = Buffer.from('{}').toString('base64');
  await watcher.field('bundle').setInputFiles({name: 'forged.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(forged))});
  await watcher.page.locator('[data-test="verdict"][data-ok="false"]').waitFor();
});

step('in English too, in the dark, and on a telephone', async () => {
  const visitor = await browser.person('visitor', {locale: 'en-GB', colorScheme: 'dark'});
  await visitor.go(`/lots/${lot}`);
  await visitor.at('language').click();
  await visitor.page.getByText('Sold', {exact: false}).first().waitFor();
  await visitor.picture('lot-english-dark', {fullPage: true});
  const small = await browser.person('telephone', {viewport: {width: 390, height: 844}});
  await small.go(`/lots/${lot}`);
  await small.at('result').waitFor();
  await small.picture('lot-telephone', {fullPage: true});
  const width = await small.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `the page is ${width} px wide on a telephone`);
});

step('no page complained', () => {
  assert.deepEqual(browser.faults, []);
});

// A moment as a datetime-local field takes it, in China's time.
function local(moment) {
  return new Date(new Date(moment).getTime() + 8 * 3600000).toISOString().slice(0, 16);
}
