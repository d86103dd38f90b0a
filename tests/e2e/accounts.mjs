// Accounts that can be trusted, as production has them: staff register a second factor before anything else, sign in
// with it, confirm afresh before they act; sessions end at once, and their feeds with them. Passkeys are those of
// Chromium's own virtual authenticator.
import assert from 'node:assert/strict';
import https from 'node:https';
import {after, before} from 'node:test';
import {Browser} from './lib/browser.mjs';
import {Client, expectOk} from './lib/client.mjs';
import {Server, sleep} from './lib/server.mjs';
import {step} from './lib/step.mjs';
import {App, totp, totpStep} from './lib/totp.mjs';

const clerkPassword = '三月的河水慢慢地流过石桥';
const stepUpMinutes = 1;
const server = new Server({settings: {'accounts.step_up_minutes': stepUpMinutes}});
const browser = new Browser(server);
let first, second; // the administrators: {login, password, person, …}
let clerk; // {id, client, app}

before(async () => {
  await server.start();
  await browser.open();
  const [one, two] = server.administrators();
  first = {...one, person: await browser.person('the first administrator')};
  second = {...two, person: await browser.person('the second administrator')};
});
after(async () => {
  await browser.close();
  await server.remove();
});

// A platform authenticator in the person's browser, as a laptop with a fingerprint reader has one.
async function authenticator(person) {
  const session = await person.page.context().newCDPSession(person.page);
  await session.send('WebAuthn.enable');
  const {authenticatorId} = await session.send('WebAuthn.addVirtualAuthenticator', {options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true}});
  return {
    verifies: (isUserVerified) => session.send('WebAuthn.setUserVerified', {authenticatorId, isUserVerified}),
    credentials: async () => (await session.send('WebAuthn.getCredentials', {authenticatorId})).credentials,
  };
}

async function typePassword({person, login, password}) {
  await person.go('/sign-in');
  await person.fill({login, password});
  await person.at('sign-in').click();
}

async function signOut({person}) {
  await person.at('sign-out').click();
  await person.at('nav-sign-in').waitFor();
}

step('staff without a second factor can only register one', async () => {
  const {person} = first;
  await typePassword(first);
  await person.at('must-enrol').waitFor();
  assert.equal(new URL(person.page.url()).pathname, '/account');
  await person.go('/desk/staff');
  await person.at('must-enrol').waitFor();
  assert.equal(new URL(person.page.url()).pathname, '/account');
  await person.picture('accounts-must-enrol', {fullPage: true});

  const client = new Client(server);
  const signedIn = expectOk(await client.signIn(first.login, first.password));
  assert.deepEqual([signedIn.must_enrol, signedIn.roles], [true, []]);
  for (const path of ['/api/v1/staff', '/api/v1/organisations', '/api/v1/my/people', '/api/v1/my/messages']) {
    assert.equal((await client.tell('GET', path)).json.code, 'second_factor_required', path);
  }
  client.close();
});

step('an administrator registers a passkey and is let in', async () => {
  const {person} = first;
  first.authenticator = await authenticator(person);
  await person.at('add-passkey').click();
  await person.fill({name: '办公室电脑'});
  await person.at('passkey-done').click();
  await person.at('new-codes').waitFor();
  first.codes = await person.page.locator('ol.codes li').allTextContents();
  assert.equal(first.codes.length, 10);
  await person.picture('accounts-recovery-codes', {fullPage: true});
  assert.equal((await first.authenticator.credentials()).length, 1);
  await person.at('codes-kept').click();
  assert.match(await person.at('factor').innerText(), /办公室电脑/);
  await person.at('nav-desk').click();
  await person.page.waitForURL('**/desk');
});

step('the other registers an authenticator app', async () => {
  const {person} = second;
  await typePassword(second);
  await person.at('must-enrol').waitFor();
  await person.at('add-totp').click();
  await person.at('qr').waitFor();
  const secret = await person.at('totp-secret').innerText();
  assert.match(await person.at('qr').getAttribute('data-uri'), new RegExp(`secret=${secret.replace(/ /g, '')}&`));
  await person.picture('accounts-totp', {fullPage: true});
  await person.fill({name: '手机', code: '000000'});
  await person.at('totp-done').click();
  await person.at('problem').waitFor();
  second.app = new App(secret);
  await person.fill({code: await second.app.code()});
  await person.at('totp-done').click();
  await person.at('new-codes').waitFor();
  await person.at('codes-kept').click();
  assert.equal(await person.at('must-enrol').count(), 0);
});

step('signing in takes the passkey, and only with its user verified', async () => {
  const {person} = first;
  await signOut(first);
  await typePassword(first);
  await person.at('second-step').waitFor();
  await person.picture('accounts-second-step');
  await first.authenticator.verifies(false);
  await person.at('prove').click();
  await person.page.locator('.say.warn').waitFor();
  assert.equal(await person.at('account').count(), 0);
  await first.authenticator.verifies(true);
  await person.at('prove').click();
  await person.at('account').waitFor();
});

step('signing in takes a code, and each code once', async () => {
  const {person} = second;
  await signOut(second);
  await typePassword(second);
  await person.at('second-step').waitFor();
  const code = await second.app.code();
  await person.fill({totp: code});
  await person.at('prove').click();
  await person.at('account').waitFor();
  second.since = Date.now();

  const other = new Client(server);
  const waiting = expectOk(await other.signIn(second.login, second.password));
  assert.deepEqual([waiting.signed_in, waiting.second_step], [false, ['totp', 'recovery_code']]);
  assert.equal((await other.tell('GET', '/api/v1/my/security')).json.code, 'not_signed_in');
  for (const wrong of [code, totp(second.app.secret, totpStep() - 5)]) {
    const reply = await other.tell('POST', '/api/v1/session/second-step', {totp: wrong});
    assert.deepEqual([reply.status, reply.json.code], [401, 'code_wrong']);
  }
  other.close();
});

step('a recovery code signs in once where the passkey is lost', async () => {
  const person = await browser.person('the first administrator, elsewhere');
  const lost = {...first, person};
  await typePassword(lost);
  await person.at('by-recovery_code').click();
  await person.fill({recovery_code: first.codes[0].toLowerCase()});
  await person.at('prove').click();
  await person.at('account').waitFor();
  await signOut(lost);
  await typePassword(lost);
  await person.at('by-recovery_code').click();
  await person.fill({recovery_code: first.codes[0]});
  await person.at('prove').click();
  await person.at('problem').waitFor();
  await person.fill({recovery_code: first.codes[1]});
  await person.at('prove').click();
  await person.at('account').waitFor();
  first.elsewhere = person;
});

step('an act that must be confirmed asks in a dialog and goes on by itself', async () => {
  const left = stepUpMinutes * 60000 - (Date.now() - second.since);
  await sleep(Math.max(left, 0) + 1000);
  const {person} = first;
  await person.go('/desk/staff');
  await person.at('add-staff').click();
  await person.fill({login: 'clerk-a', password: clerkPassword, display_name: '经办人甲', mobile: '13800138000', email: 'clerk@example.org'});
  await person.page.locator('[name="roles"][value="clerk"]').check();
  await person.at('save-staff').click();
  await person.at('step-up').waitFor();
  await person.picture('accounts-step-up');
  await person.at('step-up-cancel').click();
  await person.at('problem').waitFor();
  await person.at('save-staff').click();
  await person.at('step-up').locator('[data-test="prove"]').click();
  await person.page.locator('tr[data-login="clerk-a"][data-state="added"]').waitFor();
  assert.equal(await person.page.locator('tr[data-login="clerk-a"]').count(), 1);

  await second.person.go('/desk/staff');
  await second.person.at('confirm-staff').click();
  await second.person.field('confirm.checked').check();
  await second.person.at('confirm-submit').click();
  await second.person.at('step-up').waitFor();
  await second.person.fill({totp: await second.app.code()});
  await second.person.at('step-up').locator('[data-test="prove"]').click();
  await second.person.page.locator('tr[data-login="clerk-a"][data-state="active"]').waitFor();
});

// A live feed of one's own session; `ended` resolves when the server closes it.
function openFeed(client) {
  return new Promise((resolve, reject) => {
    https.get(`${server.address}/api/v1/feed`, {ca: client.ca, agent: false, headers: {Cookie: client.cookie}}, (response) => {
      let text = '';
      const ended = new Promise((done) => response.on('close', () => done(Date.now())));
      response.on('error', () => undefined);
      response.on('data', (bytes) => {
        text += bytes;
        if (/event: time/.test(text)) {
          resolve({ended});
        }
      });
    }).on('error', reject);
  });
}

async function enrolledClient(login, secret) {
  const client = new Client(server);
  expectOk(await client.signIn(login, secret));
  const begun = expectOk(await client.tell('POST', '/api/v1/my/totp'));
  const app = new App(begun.secret);
  expectOk(await client.tell('POST', '/api/v1/my/totp/confirm', {name: '手机', code: await app.code()}));
  return {client, app};
}

step('whoever is disabled is out at once, and the live feed closes', async () => {
  clerk = await enrolledClient('clerk-a', clerkPassword);
  assert.deepEqual((await clerk.client.get('/api/v1/session')).roles, ['clerk']);
  await clerk.client.get('/api/v1/parcels');
  const feed = await openFeed(clerk.client);
  const stranger = await openFeed({ca: clerk.client.ca, cookie: ''});

  const {person} = second;
  await person.page.locator('tr[data-login="clerk-a"] [data-test="disable"]').click();
  await person.fill({reason: '停职'});
  const asked = Date.now();
  await person.at('send-reason').click();
  await person.page.locator('tr[data-login="clerk-a"][data-state="disabled"]').waitFor();
  assert.ok((await feed.ended) - asked < 3000, 'the feed ends at once');
  assert.equal((await clerk.client.tell('GET', '/api/v1/parcels')).json.code, 'not_signed_in');
  assert.equal(await Promise.race([stranger.ended, sleep(1500).then(() => 'open')]), 'open');
});

step('changed roles count from the next request on', async () => {
  const {person} = second;
  await person.page.locator('tr[data-login="clerk-a"] [data-test="enable"]').click();
  await person.page.locator('tr[data-login="clerk-a"][data-state="active"]').waitFor();
  const client = new Client(server);
  expectOk(await client.signIn('clerk-a', clerkPassword));
  expectOk(await client.tell('POST', '/api/v1/session/second-step', {totp: await clerk.app.code()})
    .then((reply) => Object.assign(reply, {cookie: client.cookie = reply.headers['set-cookie'][0].split(';')[0]})));
  await client.get('/api/v1/listings');
  const feed = await openFeed(client);

  // One proposes, the other confirms; both have to say again who they are when it is too long ago.
  const admins = await browserApi(second.person);
  const id = (await admins('GET', '/api/v1/staff')).items.find(({login}) => login === 'clerk-a').id;
  await first.person.go('/desk/staff');
  const proposed = await (await browserApi(first.person))('POST', `/api/v1/people/${id}/roles`, {roles: ['registrar']}, first);
  assert.deepEqual(proposed.proposed_roles, ['registrar']);
  await client.get('/api/v1/listings');
  await admins('POST', `/api/v1/staff/${id}/confirm`, {}, second);
  await feed.ended;
  assert.equal((await client.tell('GET', '/api/v1/listings')).json.code, 'not_signed_in');
  client.close();
});

// The API in the person's own browser, with its cookies; confirms afresh through the page's session where asked.
async function browserApi(person) {
  const call = (method, path, body) => person.page.evaluate(async ([verb, address, content]) => {
    const reply = await fetch(address, {method: verb, body: content === undefined ? undefined : JSON.stringify(content),
      headers: verb === 'GET' ? {} : {'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID()}});
    return {status: reply.status, json: await reply.json()};
  }, [method, path, body]);
  return async (method, path, body, account) => {
    let reply = await call(method, path, body);
    if (reply.json.code === 'step_up_required') {
      const proof = account.app ? {totp: await account.app.code()} : await passkeyProof(person);
      const confirmed = await call('POST', '/api/v1/session/confirm', proof);
      assert.equal(confirmed.status, 200, JSON.stringify(confirmed.json));
      reply = await call(method, path, body);
    }
    assert.equal(reply.status, 200, JSON.stringify(reply.json));
    return reply.json;
  };
}

// A passkey's answer as the browser's own JSON has it (WebAuthn, level 3), not by our pages' code.
function passkeyProof(person) {
  return person.page.evaluate(async () => {
    const asked = await (await fetch('/api/v1/session/passkey', {method: 'POST', body: '{}', headers: {'Content-Type': 'application/json'}})).json();
    const credential = await navigator.credentials.get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({
      challenge: asked.challenge, rpId: asked.rp_id, userVerification: 'required',
      allowCredentials: asked.credential_ids.map((id) => ({type: 'public-key', id}))})});
    const {rawId, response} = credential.toJSON();
    return {passkey: {credential_id: rawId, client_data: response.clientDataJSON,
      authenticator_data: response.authenticatorData, signature: response.signature}};
  });
}

step('one sees where one is signed in and ends what one does not know', async () => {
  const {person} = first;
  await person.go('/account');
  await person.at('session').nth(1).waitFor();
  const before = await person.at('session').count();
  assert.ok(before >= 2);
  await person.picture('accounts-security', {fullPage: true});
  await person.at('end-others').click();
  await person.page.waitForFunction(() => document.querySelectorAll('[data-test="session"]').length === 1);
  await first.elsewhere.go('/desk');
  await first.elsewhere.field('login').waitFor();
  await first.elsewhere.page.close();
});

step('the last second factor of staff stays, and a second one can take its place', async () => {
  const {person} = first;
  await person.at('remove-factor').click();
  await person.page.locator('dialog[open] [name="confirm.checked"]').check();
  await person.page.locator('dialog[open] [data-test="confirm-submit"]').click();
  const dialog = person.at('step-up').locator('[data-test="prove"]');
  await Promise.race([dialog.waitFor().then(() => dialog.click()), person.at('problem').waitFor()]);
  await person.at('problem').waitFor();
  assert.match(await person.at('problem').innerText(), /至少一个/);
  await person.at('language').click();
  await person.picture('accounts-security-en', {fullPage: true});
  await person.at('language').click();
  await person.page.emulateMedia({colorScheme: 'dark'});
  await person.page.setViewportSize({width: 390, height: 844});
  await person.picture('accounts-security-phone-dark', {fullPage: true});
});

step('nobody is locked out by others who guess', async () => {
  const guesser = new Client(server);
  let waits = 0;
  for (let tries = 0; tries < 9; ++tries) {
    const reply = await guesser.signIn(second.login, `not the password ${tries}`);
    waits += reply.status === 429 ? 1 : 0;
  }
  assert.ok(waits > 0, 'who guesses waits');
  await signOut(second); // the browser is known, at the same address
  await typePassword(second);
  await second.person.at('second-step').waitFor();
  guesser.close();
});

step('the pages complained about nothing', async () => {
  assert.deepEqual(browser.faults, []);
});
