// Programs with certificates, on a port of their own: who is let in, which tokens are good there, and how it all ends
// when a certificate is revoked, here or by the outside authority that issued it, whose lists the server fetches. The
// clients are node's https, curl and openssl s_client.
import {spawn} from 'node:child_process';
import {createSign, createPrivateKey} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import assert from 'node:assert/strict';
import https from 'node:https';
import {after, before} from 'node:test';
import {Center, day, uscc} from './lib/center.mjs';
import {expectOk, newKey, sha256} from './lib/client.mjs';
import {ListServer, OutsideAuthority} from './lib/outside.mjs';
import {freePort, Server} from './lib/server.mjs';
import {step} from './lib/step.mjs';

const lists = new ListServer();
const licensed = new OutsideAuthority('Licensed authority');
const stranger = new OutsideAuthority('Stranger');
const impostor = new OutsideAuthority('Licensed authority'); // by its name alone
const server = new Server({demo: {rate: 3600, first_rate: 172800, first_days: 28}});
const listFile = join(server.data, 'trusted-authorities', 'licensed.crl');
let port, center, first, second, sale, ca;
let price = 1000000000;

before(async () => {
  await lists.start();
  port = await freePort();
  Object.assign(server.settings, {
    'programs.port': port, 'authorities.list_seconds': 1, 'authorities.retry_seconds': 1, 'authorities.fetch_seconds': 3,
    'timeout.idle': 600}); // the story's connections stay open however slow the machine is
  const folder = join(server.data, 'trusted-authorities');
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, 'licensed.pem'), licensed.pem);
  writeFileSync(join(folder, 'licensed.json'), JSON.stringify({uscc_attribute: '2.5.4.97', uscc_prefix: 'NTRCN-', crl_url: [lists.url]}));
  lists.serve(licensed.list());
  await server.start();
  ca = readFileSync(server.authorityFile);
  center = new Center(server);
  await center.open();
});
after(async () => {
  await server.remove();
  await lists.stop();
  for (const authority of [licensed, stranger, impostor]) {
    authority.remove();
  }
});

const reading = '/api/v1/my/organisation';

// One request on the programs' port by node: {status, json, port of the connection}, or {alert} when TLS ended it.
function ask(identity, method, path, {token, body, headers = {}, agent = false, version, session} = {}) {
  const bytes = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve) => {
    const request = https.request(`https://localhost:${port}${path}`, {
      method, ca, agent, cert: identity?.cert, key: identity?.key, session,
      ...(version ? {minVersion: version, maxVersion: version} : {}),
      headers: {
        ...(token ? {Authorization: `Bearer ${token}`} : {}),
        ...(bytes ? {'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(bytes)} : {}),
        ...(method === 'GET' ? {} : {'Idempotency-Key': newKey()}),
        ...headers,
      },
    }, (response) => {
      const {socket} = response;
      const connection = {local: socket.localPort, session: socket.getSession(), reused: socket.isSessionReused()};
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({status: response.statusCode, json: JSON.parse(text), connection}));
    });
    request.on('error', (error) => resolve({alert: error.message}));
    request.setTimeout(30000, () => request.destroy(new Error('no answer in 30 s')));
    request.end(bytes);
  });
}

async function word(identity, token, options = {}) {
  const reply = await ask(identity, 'GET', reading, {token, ...options});
  return reply.alert ?? (reply.status === 200 ? '200' : `${reply.status} ${reply.json.code}`);
}

function run(command, args, input = '') {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {stdio: ['pipe', 'pipe', 'pipe']});
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes) => {
        output += bytes;
      });
    }
    child.on('error', reject);
    child.on('exit', (code) => resolve({code, output}));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

const credentials = (identity, certificate = '--cert', key = '--key') =>
  identity ? [certificate, identity.certFile, key, identity.keyFile] : [];
const curl = (identity, token, path = reading) => run('curl', ['--silent', '--show-error', '--max-time', '20', '--cacert', server.authorityFile,
  ...credentials(identity), ...(token ? ['--header', `Authorization: Bearer ${token}`] : []), `https://localhost:${port}${path}`]);
const sClient = (identity, token, options = []) => run('openssl', ['s_client', '-connect', `localhost:${port}`, '-servername', 'localhost',
  '-CAfile', server.authorityFile, '-verify_return_error', '-ign_eof', ...credentials(identity, '-cert', '-key'), ...options],
`GET ${reading} HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`);

// By node, curl and openssl, in both versions of TLS.
async function refusedAtTheHandshake(identity, alert13, alert12, token = 'daylight_none') {
  assert.match(await word(identity, token, {version: 'TLSv1.3'}), alert13);
  assert.match(await word(identity, token, {version: 'TLSv1.2'}), alert12);
  const curled = await curl(identity, token);
  assert.notEqual(curled.code, 0);
  assert.match(curled.output, alert13);
  for (const [version, text] of [['-tls1_3', alert13], ['-tls1_2', alert12]]) {
    const {output} = await sClient(identity, token, [version]);
    assert.match(output, text);
    assert.doesNotMatch(output, /HTTP\/1\.1/);
  }
}

const required = /alert certificate required/;
const failure = /alert handshake failure/;
const unknownAuthority = /alert unknown ca/;
const expired = /alert certificate expired/;
const revoked = /alert certificate revoked/;
const unsupported = /alert unsupported certificate/;

// What the client certified by the platform presents.
function identityOf(client, issued) {
  const identity = {cert: issued.certificate_pem, key: client.key.export({type: 'pkcs8', format: 'pem'}), serial: issued.serial,
    certFile: licensed.at(`${issued.serial}.pem`), keyFile: licensed.at(`${issued.serial}.key`)};
  writeFileSync(identity.certFile, identity.cert);
  writeFileSync(identity.keyFile, identity.key);
  return identity;
}

async function tokenOf(client, {certificate, scopes = ['read', 'quotes'], name = '自动报价'} = {}) {
  const made = await client.post('/api/v1/my/tokens', {name, scopes, expires_at: new Date(Date.now() + 20 * day).toISOString(), certificate});
  return made.secret;
}

step('a person binds a token to its certificate', async () => {
  center.seller = await center.party('seller', '岱阳市自然资源和规划局', 10000001, 'seller-agent');
  first = await center.party('bidder', '甲置业有限公司', 10000002, 'bidder-one');
  second = await center.party('bidder', '乙置业有限公司', 10000003, 'bidder-two');
  for (const bidder of [first, second]) {
    const mine = await bidder.get('/api/v1/my/certificates');
    bidder.identity = identityOf(bidder, mine.items[0]);
    bidder.token = await tokenOf(bidder, {certificate: bidder.identity.serial});
    bidder.unbound = await tokenOf(bidder);
  }
  const [bound] = (await first.get('/api/v1/my/tokens')).items.filter(({certificate}) => certificate);
  const der = Buffer.from(first.identity.cert.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  assert.deepEqual(bound.certificate, {serial: first.identity.serial, thumbprint: sha256(der)});
  const others = await first.tellConfirmed('POST', '/api/v1/my/tokens',
    {name: '别人的', scopes: ['read'], expires_at: new Date(Date.now() + day).toISOString(), certificate: second.identity.serial});
  assert.deepEqual([others.status, others.json.code], [403, 'certificate_not_yours']);
});

step('its program quotes with certificate, token and signature', async () => {
  sale = await center.published(center.parcelTerms('岱挂2026-01'));
  await center.until(sale.times.application_from);
  await Promise.all([center.qualify(first, sale.lot), center.qualify(second, sale.lot)]);
  await center.until(sale.times.listing_start);
  const act = center.quote(first, sale.lot, price);
  const placed = await ask(first.identity, 'POST', `/api/v1/lots/${sale.lot}/quotes`,
    {token: first.token, body: {statement: act.statement}, headers: {'Idempotency-Key': act.nonce}});
  assert.equal(placed.status, 200, JSON.stringify(placed.json));
  const lot = await center.visitor.get(`/api/v1/lots/${sale.lot}`);
  assert.equal(lot.leader.price, price);
  const mine = await ask(first.identity, 'GET', `/api/v1/lots/${sale.lot}`, {token: first.token});
  assert.equal(mine.json.leader.mine, true);
});

step('stock clients read with it', async () => {
  for (const version of ['TLSv1.2', 'TLSv1.3']) {
    assert.equal(await word(first.identity, first.token, {version}), '200');
  }
  const curled = await curl(first.identity, first.token);
  assert.equal(curled.code, 0, curled.output);
  assert.equal(JSON.parse(curled.output).name, '甲置业有限公司');
  for (const version of ['-tls1_2', '-tls1_3']) {
    const {output} = await sClient(first.identity, first.token, [version]);
    assert.match(output, /HTTP\/1\.1 200/);
    assert.match(output, /"name":"甲置业有限公司"/);
    assert.match(output, /Acceptable client certificate CA names[\s\S]*Daylight bidders' authority[\s\S]*Licensed authority/);
  }
});

step('no handshake without a good certificate', async () => {
  await refusedAtTheHandshake(null, required, failure);
  const subject = `/CN=someone/organizationIdentifier=NTRCN-${uscc(10000002)}`;
  await refusedAtTheHandshake(stranger.issue('foreign', subject), unknownAuthority, unknownAuthority);
  await refusedAtTheHandshake(impostor.issue('forged', subject), unknownAuthority, unknownAuthority);
  await refusedAtTheHandshake(licensed.issue('unregistered', subject), failure, failure);
  await refusedAtTheHandshake(licensed.issue('tls-server', subject, {use: 'server'}), unsupported, unsupported);
  await refusedAtTheHandshake(licensed.issue('expired', subject, {days: 0}), expired, expired);
});

step('only a token that is bound to the connection\'s certificate is good there, and nowhere else', async () => {
  assert.equal(await word(second.identity, first.token), '401 token_for_another_certificate');
  assert.equal(await word(first.identity, second.token), '401 token_for_another_certificate');
  assert.equal(await word(first.identity, first.unbound), '401 token_not_bound');
  assert.equal(await word(first.identity, undefined), '401 token_wanted');
  assert.equal(await word(first.identity, undefined, {headers: {Cookie: first.cookie}}), '401 token_wanted');
  assert.equal(await word(first.identity, first.token, {headers: {Cookie: first.cookie}}), '400 two_identities');
  assert.equal((await ask(first.identity, 'POST', '/api/v1/my/tokens', {token: first.token, body: {}})).json.code, 'not_for_programs');
  assert.equal((await ask(first.identity, 'GET', '/', {token: first.token})).status, 404);
  const main = await first.send('GET', reading, {headers: {Cookie: null, Authorization: `Bearer ${first.token}`}});
  assert.deepEqual([main.status, main.json.code], [401, 'token_wants_certificate']);
  const unbound = await first.send('GET', reading, {headers: {Cookie: null, Authorization: `Bearer ${first.unbound}`}});
  assert.equal(unbound.status, 200);
});

// A feed on the programs' port: `ended` resolves when the server closes it.
function openFeed(identity, token) {
  return new Promise((resolve, reject) => {
    https.get(`https://localhost:${port}/api/v1/feed`, {ca, agent: false, cert: identity.cert, key: identity.key,
      headers: {Authorization: `Bearer ${token}`}}, (response) => {
      const ended = new Promise((done) => response.on('end', done));
      let text = '';
      response.on('data', (part) => {
        text += part;
        if (/event: time/.test(text)) {
          resolve({ended});
        }
      });
    }).on('error', reject);
  });
}

step('a revocation ends it at once: on the open connection, its feed, a new one, and one that would resume', async () => {
  const agent = new https.Agent({keepAlive: true, maxSockets: 1});
  const before = await ask(second.identity, 'GET', reading, {token: second.token, agent, version: 'TLSv1.2'});
  assert.equal(before.status, 200);
  const sessionFile = licensed.at('session');
  for (const version of ['-tls1_2', '-tls1_3']) {
    const {output} = await sClient(second.identity, second.token, [version, '-sess_out', sessionFile]);
    assert.match(output, /HTTP\/1\.1 200/);
    assert.equal(existsSync(sessionFile), false, 'the server gives nothing that could be resumed');
  }
  const six = (await sClient(second.identity, second.token, ['-tls1_2', '-reconnect'])).output;
  assert.match(six, /HTTP\/1\.1 200/);
  assert.deepEqual([six.match(/^New, /gm)?.length, six.match(/^Reused, /gm)], [6, null], 'each connection begins with a whole handshake');
  const feed = await openFeed(second.identity, second.token);
  await second.post(`/api/v1/certificates/${second.identity.serial}/revoke`, {reason: '密钥遗失'});

  const after = await ask(second.identity, 'GET', reading, {token: second.token, agent, version: 'TLSv1.2'});
  assert.equal(after.connection.local, before.connection.local, 'the same connection');
  assert.deepEqual([after.status, after.json.code], [409, 'certificate_revoked']);
  await feed.ended;
  await refusedAtTheHandshake(second.identity, revoked, revoked, second.token);
  const session = before.connection.session;
  assert.match(await word(second.identity, second.token, {session, version: 'TLSv1.2'}), revoked);
  agent.destroy();
});

// --- the outside authority ---

async function enterOutside(client, number) {
  const identity = licensed.issue(client.login, `/CN=李经办/organizationIdentifier=NTRCN-${uscc(number)}`);
  const nonce = newKey();
  const der = Buffer.from(identity.cert.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const session = await client.get('/api/v1/session');
  const said = {audience: center.audience, person: session.person.id, certificate_digest: sha256(der), nonce, expires_at: new Date(Date.now() + 300000).toISOString()};
  const base64url = (value) => Buffer.from(value).toString('base64url');
  const input = base64url(JSON.stringify({alg: 'ES256', typ: 'daylight-possession+jws'})) + '.' + base64url(JSON.stringify(said));
  const signature = createSign('SHA256').update(input).sign({key: createPrivateKey(identity.key), dsaEncoding: 'ieee-p1363'});
  const view = expectOk(await client.tellConfirmed('POST', '/api/v1/certificates/outside',
    {certificate_pem: identity.cert, statement: input + '.' + base64url(signature)}, {'Idempotency-Key': nonce}));
  return {...identity, registered: view.serial};
}

const alarmText = async () => (await center.administrator.get('/api/v1/alarms')).items
  .filter(({source, subject}) => source === 'revocation-list' && subject === 'licensed').map(({text}) => text).join();
const alarmed = (pattern, seconds = 40) => center.eventually(`an alarm like ${pattern}`, async () => pattern.test(await alarmText()), seconds);
const quiet = () => center.eventually('no alarm', async () => await alarmText() === '', 40);
const taken = (list) => center.eventually('the list to be taken', async () => list.equals(readFileSync(listFile)), 40);

step('a certificate of a trusted outside authority binds a token too', async () => {
  await quiet();
  first.outside = await enterOutside(first, 10000002);
  first.outsideToken = await tokenOf(first, {certificate: first.outside.registered});
  assert.equal(await word(first.outside, first.outsideToken), '200');
  assert.equal(await word(first.outside, first.token), '401 token_for_another_certificate');
  assert.equal((await curl(first.outside, first.outsideToken)).code, 0);
});

step('a list that cannot be trusted is not taken, and an alarm says why', async () => {
  const kept = licensed.list();
  lists.serve(kept);
  await taken(kept);
  const cases = [
    [impostor.list({number: 100}), /revocation_list_wrong_issuer/],
    [stranger.list({number: 100}), /revocation_list_wrong_issuer/],
    [licensed.list({number: 100, from: -7200, until: -3600}), /revocation_list_stale/],
    [licensed.list({number: 100, from: 3600, until: 7200}), /revocation_list_stale/],
    [licensed.list({number: licensed.number - 1}), /revocation_list_set_back/],
    [licensed.list({number: licensed.number, until: 7200}), /revocation_list_set_back/],
    ['<html>moved</html>', /revocation_list_malformed/],
    [Buffer.alloc(17 * 1024 * 1024, 0x30), /more than 16777216 bytes/],
    [(response) => response.writeHead(503).end('busy'), /answered 503/],
    [(response) => response.writeHead(302, {Location: `file://${listFile}`}).end(), /[Pp]rotocol/],
    [(response) => response.writeHead(302, {Location: lists.url}).end(), /redirects/],
    [(response) => response.socket.destroy(), /nothing|reset|[Ee]mpty/],
    [(response) => response.writeHead(200, {'Content-Length': kept.length}).write(kept.subarray(0, 20)), /[Tt]imeout/],
  ];
  for (const [answer, pattern] of cases) {
    lists.answer = typeof answer === 'function' ? answer : (response) => response.end(answer);
    const {asked} = lists; // the first that is asked from here on gets the answer, and is judged before the next
    await center.eventually('the list to be fetched', async () => lists.asked >= asked + 2, 40);
    await alarmed(pattern);
    assert.ok(kept.equals(readFileSync(listFile)), `the kept list stays: ${pattern}`);
    assert.equal(await word(first.outside, first.outsideToken), '200', 'and holds');
  }
  lists.serve(kept);
  await quiet();
});

step('a redirect within the web is followed', async () => {
  const next = licensed.list();
  lists.answer = (response, request) => request.url === '/elsewhere'
    ? response.end(next) : response.writeHead(302, {Location: '/elsewhere'}).end();
  await taken(next);
  await quiet();
});

step('what the authority revokes ends on the open connection', async () => {
  const doomed = await enterOutside(await center.signedIn('the first again', 'bidder-one'), 10000002);
  const token = await tokenOf(first, {certificate: doomed.registered, name: '即将吊销'});
  const agent = new https.Agent({keepAlive: true, maxSockets: 1});
  const before = await ask(doomed, 'GET', reading, {token, agent});
  assert.equal(before.status, 200);
  licensed.revoke(doomed);
  const list = licensed.list();
  lists.serve(list);
  await taken(list);
  const after = await ask(doomed, 'GET', reading, {token, agent});
  assert.deepEqual([after.status, after.json.code], [409, 'certificate_revoked']);
  assert.equal(after.connection.local, before.connection.local, 'the same connection');
  await refusedAtTheHandshake(doomed, revoked, revoked, token);
  assert.equal(await word(first.outside, first.outsideToken), '200', 'others go on');
  agent.destroy();
});

step('when its list runs out, all its certificates are refused until there is a new one', async () => {
  const short = licensed.list({until: 6});
  lists.serve(short);
  await taken(short);
  assert.equal(await word(first.outside, first.outsideToken), '200');
  lists.answer = (response) => response.writeHead(503).end('busy');
  await center.eventually('the list to run out', async () => await word(first.outside, first.outsideToken) === '409 revocation_list_stale', 40);
  await alarmed(/its certificates are refused: revocation_list_stale .*answered 503/);
  assert.equal(await word(first.identity, first.token), '200', 'the platform\'s own go on');
  const fresh = licensed.list();
  lists.serve(fresh);
  await taken(fresh);
  await quiet();
  assert.equal(await word(first.outside, first.outsideToken), '200');
});

step('it all holds after a restart', async () => {
  await server.stop();
  await server.start();
  assert.equal(await word(first.identity, first.token), '200');
  assert.match(await word(second.identity, second.token), revoked);
  assert.match(await word(null, first.token), required);
});
