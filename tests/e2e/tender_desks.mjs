// The desks of a tender in the browser: a clerk calls a ceremony, a tenderer drafts a notice and a reviewer publishes it,
// a question is answered to all, a deadline moves by the 15-day rule. The holders of the keys are the programs that hold
// them; what has no page here is set up through the API.
import assert from 'node:assert/strict';
import {after, before} from 'node:test';
import {Browser} from './lib/browser.mjs';
import {at, day, password} from './lib/center.mjs';
import {step} from './lib/step.mjs';
import {Tendering} from './lib/tender.mjs';

const tender = new Tendering({demo: 60});
const browser = new Browser(tender.server);
let center, clerk, reviewer, tenderer, page, lot;

before(async () => {
  await tender.open();
  ({center} = tender);
  await tender.furnishHolders();
  ({tenderer} = tender);
  await browser.open();
});
after(async () => {
  await browser.close();
  await tender.close();
});

// An act that has to be confirmed asks who one is, where that is too long ago. `done`: what is seen when it is.
async function confirmed(person, act, done, secret = password) {
  await act();
  const asked = person.at('step-up').locator('[name="password"]');
  await asked.or(done).first().waitFor();
  if (await asked.isVisible()) {
    await asked.fill(secret);
    await person.at('step-up').locator('button.primary').click();
  }
  await done.waitFor();
}
async function tick(person, button, done) {
  await person.at(button).first().click();
  await person.field('confirm.checked').check();
  await confirmed(person, () => person.at('confirm-submit').click(), person.page.locator(done));
}
const ceremony = (state) => clerk.page.locator(`[data-test="ceremony"][data-state="${state}"]`);
const looks = (person, name) => person.picture(name, {fullPage: true});
const local = (moment) => new Date(at(moment) + 8 * 3600_000).toISOString().slice(0, 16);

step('a clerk calls a ceremony, and sees at once what the rules do not allow', async () => {
  clerk = await browser.person('clerk');
  await clerk.signIn('clerk', password);
  await clerk.go('/desk/ceremonies');
  await clerk.at('empty').waitFor();
  await clerk.at('new-ceremony').click();
  const officers = clerk.page.locator('[name="officers"]');
  await officers.first().waitFor();
  assert.equal(await officers.count(), 3);
  await clerk.field('threshold').fill('9');
  await officers.first().check();
  await clerk.page.locator('[data-test="ceremony-check"][data-faults~="threshold_wrong"]').waitFor();
  await looks(clerk, 'desk-ceremony-form');
  for (const one of await officers.all()) {
    await one.check();
  }
  await clerk.fill({threshold: '2', keys: '4'});
  await clerk.page.locator('[data-test="ceremony-check"][data-faults=""]').waitFor();
  await confirmed(clerk, () => clerk.at('call-ceremony').click(), ceremony('joining'));
  await looks(clerk, 'desk-ceremony-joining');
  // Called wrongly: it ends with a reason that everybody reads, and another is called.
  await clerk.at('abort-ceremony').click();
  await clerk.field('reason').fill('人选有误。');
  await confirmed(clerk, () => clerk.at('send-reason').click(), ceremony('aborted').getByText('人选有误。'));
  await clerk.at('new-ceremony').click();
  await officers.first().waitFor();
  for (const one of await officers.all()) {
    await one.check();
  }
  await clerk.fill({threshold: '2', keys: '4'});
  await confirmed(clerk, () => clerk.at('call-ceremony').click(), ceremony('joining'));
  tender.runHolders();
  await ceremony('complete').waitFor();
});

step('a tenderer drafts a notice; nothing typed is lost, and what is unlawful is named by its article', async () => {
  page = await browser.person('tenderer');
  await page.signIn('tenderer', password);
  await page.go('/desk');
  await page.at('tender-tasks').waitFor();
  await page.go('/desk/tenders');
  await page.at('new-tender').click();
  await page.fill({title: '滨河路改造工程施工招标公告', project_number: '岱发改审〔2026〕12号', statement: '资金已落实。联系人：王工。'});
  const terms = 'lots[0].terms';
  await page.fill({[`${terms}.number`]: 'DY-SG-1', [`${terms}.title`]: '滨河路改造工程一标段', [`${terms}.location`]: '滨河路',
    [`${terms}.region`]: '370900', [`${terms}.scope`]: '道路与排水', [`${terms}.qualification`]: '市政公用工程施工总承包二级及以上',
    [`${terms}.evaluation`]: '经评审的最低投标价法', [`${terms}.security.amount`]: '9000000', [`${terms}.fields[0].most`]: '30000000'});
  await page.field(`${terms}.sections[0].text`).fill('投标文件由开标一览表和投标文件两部分组成，各自加密。');
  await page.page.reload(); // what was typed is still there
  await page.at('restored').waitFor();
  assert.equal(await page.field(`${terms}.number`).inputValue(), 'DY-SG-1');
  await page.at('save').click();
  await page.page.waitForURL(/\/desk\/tenders\/(?!new)/);
  await page.at('findings').getByText('实施条例第二十六条').first().waitFor();
  await page.page.locator('[data-code="amount_not_positive"]').waitFor();
  await looks(page, 'desk-tender-findings');
  await page.fill({[`${terms}.estimate`]: '30000000', [`${terms}.security.amount`]: '600000'});
  // A colleague saves meanwhile: told before anything is written.
  const {items: [mine]} = await tenderer.get('/api/v1/tenders');
  await tenderer.put(`/api/v1/tenders/${mine.id}`, {...mine.draft, statement: '别人改过。'});
  await page.at('save').click();
  await page.at('conflict').waitFor();
  await looks(page, 'desk-tender-conflict');
  assert.equal((await tenderer.get(`/api/v1/tenders/${mine.id}`)).draft.statement, '别人改过。');
  await page.at('keep-mine').click();
  await page.at('send-to-review').click();
  await page.page.locator('[data-test="tender-state"][data-state="in_review"]').waitFor();
  await looks(page, 'desk-tender-in-review');
});

step('a reviewer returns it with a reason, and publishes it with a ceremony’s keys once it is mended', async () => {
  reviewer = await browser.person('reviewer');
  await reviewer.signIn('reviewer', password);
  await reviewer.go('/desk');
  await reviewer.at('tender-tasks').locator('[data-task="review"] a').click();
  await reviewer.page.locator('[data-test="tenders"] tbody a').first().click();
  await reviewer.at('return').click();
  await reviewer.field('reason').fill('请写明工期。');
  await reviewer.at('send-reason').click();
  await reviewer.page.locator('[data-test="tender-state"][data-state="returned"]').waitFor();
  await page.go('/desk');
  await page.at('tender-tasks').locator('[data-task="returned"] a').click();
  await page.page.locator('[data-test="tenders"] tbody a').first().click();
  await page.at('returned').getByText('请写明工期。').waitFor();
  await page.field('lots[0].terms.fields[1].most').fill('365');
  await page.at('send-to-review').click();
  await page.page.locator('[data-test="tender-state"][data-state="in_review"]').waitFor();
  await reviewer.page.reload();
  await looks(reviewer, 'desk-tender-review');
  await reviewer.at('publish').click();
  await reviewer.page.locator('[data-ceremony] input').waitFor();
  await looks(reviewer, 'desk-tender-publish');
  await reviewer.field('confirm.checked').check();
  await confirmed(reviewer, () => reviewer.at('confirm-submit').click(), reviewer.at('published'));
  await reviewer.at('published-lot').click();
  await reviewer.page.waitForURL(/tender-lots/);
  lot = reviewer.page.url().split('/').pop();
  await tender.takingBids([lot]);
  await reviewer.page.reload();
  await reviewer.at('holders').getByText('✓').first().waitFor();
  await looks(reviewer, 'desk-lot-reviewer');
});

step('a question is answered to all at once, and the deadline moves as the law asks', async () => {
  const bidder = await center.party('bidder', '大地建设有限公司', 30000001, 'dadi');
  await bidder.post(`/api/v1/tender-lots/${lot}/questions`, {text: '排水管材质有无要求？'});
  await bidder.post(`/api/v1/tender-lots/${lot}/questions`, {text: '是否接受联合体投标？'});
  await page.go(`/desk/tender-lots/${lot}`);
  await page.page.locator('[data-wait="questions"]').waitFor();
  await looks(page, 'desk-lot-questions');
  await page.at('answer-questions').click();
  await page.field('statement').fill('对投标人提问的答复。');
  const answer = (question) => page.page.locator('[data-question]').filter({hasText: question}).locator('textarea');
  await answer('排水管材质').fill('采用 HDPE 双壁波纹管。');
  await answer('联合体').fill('不接受。');
  await page.field('edits_terms').check();
  await page.field('terms.scope').fill('道路、排水与绿化');
  await page.page.locator('[data-path="scope"]').waitFor();
  const before = (await tender.lot(lot)).times.deadline;
  await page.field('times.deadline').fill(local(at(before) + 5 * day));
  await page.page.locator('[data-path="deadline"]').waitFor();
  await looks(page, 'desk-notice-form');
  await page.at('send-notice').click();
  await page.at('notice-sent').waitFor();
  await reviewer.go('/desk/tender-notices?state=proposed');
  await reviewer.page.locator('[data-test="tender-notice"] [data-path="deadline"]').waitFor();
  await looks(reviewer, 'desk-notice-review');
  await tick(reviewer, 'publish-notice', '[data-test="tender-notice"][data-state="published"]');
  const view = await tender.lot(lot);
  assert.equal(at(view.times.deadline), Math.floor(at(before) / 60000) * 60000 + 5 * day);
  assert.equal(view.documents_version, 2);
  assert.equal(view.terms.scope, '道路、排水与绿化');
  assert.deepEqual((await bidder.get('/api/v1/my/tender-questions')).items.map((one) => one.answer).sort(), ['不接受。', '采用 HDPE 双壁波纹管。']);
});

step('suspended and resumed under four eyes', async () => {
  await page.go(`/desk/tender-lots/${lot}`);
  await page.at('propose-notice').click();
  await page.fill({kind: 'suspension', statement: '项目规划调整。'});
  await page.at('send-notice').click();
  await page.at('notice-sent').waitFor();
  await reviewer.go(`/desk/tender-lots/${lot}`);
  await tick(reviewer, 'publish-notice', '[data-test="lot-state"][data-state="suspended"]');
  await looks(reviewer, 'desk-lot-suspended');
  await page.go(`/desk/tender-lots/${lot}`);
  await page.at('propose-notice').click();
  assert.equal(await page.field('kind').inputValue(), 'resumption');
  await page.field('statement').fill('规划调整已完成。');
  await page.at('send-notice').click();
  await page.at('notice-sent').waitFor();
  await reviewer.page.reload();
  await tick(reviewer, 'publish-notice', '[data-test="lot-state"][data-state="open"]');
});

step('an administrator gives the roles of tenders; a notary finds its kind', async () => {
  const [{login, password: secret}] = tender.server.administrators();
  const admin = await browser.person('admin');
  await admin.signIn(login, secret);
  await admin.go('/desk/staff');
  await admin.at('add-staff').click();
  await admin.fill({display_name: '监督解密员', login: 'watcher-one', password, mobile: '13800000001', email: 'w@example.org', office: 'supervisor'});
  await admin.page.locator('[name="roles"][value="opening_officer"]').check();
  assert.equal(await admin.page.locator('[name="roles"][value="clerk"]').count(), 0);
  await looks(admin, 'desk-staff');
  await confirmed(admin, () => admin.at('save-staff').click(), admin.page.locator('[data-login="watcher-one"]').getByText('开标人（持钥人）'), secret);
  const guest = await browser.person('guest');
  await guest.go('/register');
  await guest.fill({'organisation.kind': 'notary'});
  assert.match(await guest.field('letter.scope').inputValue(), /密钥/);
});

step('in English, in the dark and on a telephone', async () => {
  const small = await browser.person('small', {viewport: {width: 390, height: 844}, colorScheme: 'dark'});
  await small.signIn('tenderer', password);
  for (const [path, name, there] of [['/desk', 'desk', '[data-test="tender-tasks"]'], ['/desk/tenders', 'tenders', '[data-test="tenders"] tbody a'],
    [`/desk/tender-lots/${lot}`, 'lot', '[data-test="lot-state"]'], ['/desk/tender-notices', 'notices', 'main h1'], ['/desk/tenders/new', 'new', '[name="title"]']]) {
    await small.go(path);
    await small.page.locator(there).first().waitFor();
    const wide = await small.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await looks(small, `desk-small-dark-${name}`);
    assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
  }
  await small.at('language').click();
  await small.go(`/desk/tender-lots/${lot}`);
  await small.at('lot-state').getByText('taking bids').waitFor();
  await looks(small, 'desk-small-dark-lot-en');
});

step('no page complained', () => {
  assert.deepEqual(browser.faults, []);
});
