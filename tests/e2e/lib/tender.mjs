// What stories of sealed bids share: a server with a witness whose time alone opens anything, officers of three bodies
// and the gate in programs of their own, a tender that is drafted and published, and bidders who seal with
// `daylight seal` or with stock openssl.
import {execFile, execFileSync, spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import assert from 'node:assert/strict';
import {at, Center, day, uscc} from './center.mjs';
import {expectOk, newKey} from './client.mjs';
import {Server, sleep} from './server.mjs';
import {Witness} from './witness.mjs';

const bin = process.env.DAYLIGHT_BIN ?? 'build/dev/bin';
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
export const gateHolder = 65535;
// Slow enough that nothing comes due while a story prepares, quick enough that a jump's rest is soon over.
export const preparing = 2880;

// Runs a program to its end, while others go on: {status, stdout, stderr}.
export function ran(program, words) {
  return new Promise((resolve) => {
    execFile(program, words, {encoding: 'utf8', maxBuffer: 64 * 1024 * 1024}, (error, stdout, stderr) => {
      resolve({status: error === null ? 0 : error.code, stdout, stderr});
    });
  });
}
export const daylight = (...words) => ran(join(bin, 'daylight'), words);

// Those whose people open bids: kind, name, number.
const bodies = {tenderer: ['岱阳市城市建设投资公司', 20000001], agency: ['岱阳招标代理公司', 20000002], notary: ['岱阳市公证处', 20000003]};

export class Tendering {
  // `demo`: procedure seconds for each real one. `roles`: of the center's staff.
  constructor({demo = preparing, settings = {}, roles = ['registrar', 'clerk', 'reviewer']} = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'daylight-tender-'));
    // Several of these stories may share a small machine: starting takes its time, and between two acts of a person the
    // connection would have ended.
    this.server = new Server({demo, settings: {'timeout.idle': 600, ...settings}, patience: 240});
    this.roles = roles;
    this.officers = [];
    this.pages = [];  // people at pages, what they saw belongs to a failure's message
    this.witnessed = true;  // its time follows the procedures'
  }
  file(...names) {
    return join(this.folder, ...names);
  }

  async open() {
    const {server} = this;
    writeFileSync(this.file('clock'), '0');
    this.witness = new Witness('witness.supervisor.example', null, {demoClock: this.file('clock')});
    await this.witness.prepare();
    Object.assign(server.settings, {'witness.1.url': this.witness.url, 'witness.1.key': this.witness.key, 'witness.quorum': 1});
    await server.start();
    this.center = new Center(server);
    await this.center.open(this.roles);
    this.witness.logKey = this.center.site.log.verifier_key;
    await this.witness.start();
    this.following = this.follow();
    writeFileSync(this.file('ca.pem'), (await this.center.visitor.send('GET', '/api/v1/certificates/ca.pem')).raw);
    writeFileSync(this.file('witnesses'), this.witness.key + '\n');
  }
  async close() {
    this.closed = true;
    for (const holder of [...this.officers, ...(this.gate ? [this.gate] : [])]) {
      await this.stop(holder);
    }
    await this.following;
    await this.server.remove();
    await this.witness?.remove();
    rmSync(this.folder, {recursive: true, force: true});
  }

  // The witness's time, for as long as it follows the procedures'.
  async follow() {
    for (; !this.closed; await sleep(200)) {
      const site = this.witnessed ? await this.center.visitor.get('/api/v1/site').catch(() => null) : null;
      if (site && this.witnessed) {
        writeFileSync(this.file('clock'), String(Math.floor((at(site.procedure_now) - Date.now()) / 1000)));
      }
    }
  }
  // Whoever runs the database can set the procedures' clock on. The server starts again with it.
  async setClock(moment) {
    const then = Math.max(at(moment), at(await this.center.now()));
    this.server.sql(`UPDATE clock_anchor SET real_at = ${Date.now()}, procedure_at = ${then} ORDER BY id DESC LIMIT 1`);
    await this.server.stop();
    await this.server.start();
  }
  // Past the deadline, without an outage in the last hour before it, which would extend it: the clock runs on a little
  // while the server is away (server/shell/clock.cpp: three seconds, and what it noted last).
  async passDeadline(lot) {
    const {deadline} = (await this.lot(lot)).times;
    const away = 5000 * this.server.demo;
    await this.setClock(at(deadline) - 4000000 - away);
    await this.center.until(deadline);
  }

  // --- holders ---

  // A holder's files, as it would keep them on its own machine.
  async equip(name, party) {
    mkdirSync(this.file(name));
    writeFileSync(this.file(name, 'key.pem'), party.key.export({type: 'pkcs8', format: 'pem'}));
    writeFileSync(this.file(name, 'passphrase'), `a passphrase of ${name}\n`);
    await this.token(name, party, 'openings');
    return {name, party, output: ''};
  }
  async token(name, party, scope) {
    mkdirSync(this.file(name), {recursive: true});
    const token = await party.post('/api/v1/my/tokens', {
      name: 'program', scopes: ['read', scope], expires_at: new Date(Date.now() + 30 * day).toISOString()});
    writeFileSync(this.file(name, 'token'), token.secret + '\n');
  }
  options({name, party}) {
    return ['--server', this.server.address, '--tls', this.server.authorityFile, '--authority', this.file('ca.pem'),
      '--log', this.center.site.log.verifier_key, '--witnesses', this.file('witnesses'), '--token', this.file(name, 'token'),
      '--key', this.file(name, 'key.pem'), '--certificate', party.serial, '--vault', this.file(name, 'vault.pem'),
      '--passphrase', this.file(name, 'passphrase'), '--every', '1'];
  }
  // Its program; `words` further: `--lot`, ID.
  run(holder, ...words) {
    const program = holder === this.gate ? ['daylight-gate', '--journal', this.file(holder.name, 'journal')] : ['daylight', 'officer'];
    const child = spawn(join(bin, program[0]), [...program.slice(1), ...words, ...this.options(holder)], {stdio: ['ignore', 'pipe', 'pipe']});
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes) => {
        holder.output += bytes;
      });
    }
    holder.process = child;
    holder.ended = new Promise((resolve) => child.on('exit', resolve));
  }
  async stop(holder, signal = 'SIGTERM') {
    if (holder.process?.exitCode === null && holder.process.signalCode === null) {
      holder.process.kill(signal);
    }
    await holder.ended;
  }
  journal() {
    return readFileSync(this.file('gate', 'journal'), 'utf8');
  }

  // A body of those who open; with a key, or to make one at its page.
  member(kind) {
    return this.center.member(kind, ...bodies[kind], kind);
  }
  party(kind) {
    return this.center.party(kind, ...bodies[kind], kind);
  }
  // An officer of each of these bodies and the gate, with all that their programs need.
  async furnishHolders(kinds = Object.keys(bodies)) {
    const [keeper, ...parties] = await Promise.all([this.center.addStaff('gate', 'gate'), ...kinds.map((kind) => this.party(kind))]);
    this.tenderer = parties[kinds.indexOf('tenderer')];
    await keeper.certify();
    this.officers = await Promise.all(kinds.map((kind, i) => this.equip(kind, parties[i])));
    this.gate = await this.equip('gate', keeper);
  }
  runHolders() {
    [...this.officers, this.gate].forEach((holder) => this.run(holder));
  }
  // Both: two of three bodies' officers open with the gate, unless it is said otherwise.
  async equipHolders(kinds) {
    await this.furnishHolders(kinds);
    this.runHolders();
  }
  // `officers`: clients of those who open, as many of them as `threshold` says.
  async callCeremony(keys, {threshold = 2, officers = this.officers.map(({party}) => party)} = {}) {
    const people = await Promise.all(officers.map(async (one) => (await one.get('/api/v1/session')).person.id));
    const called = await this.center.clerk.post('/api/v1/ceremonies', {officers: people, threshold, keys});
    this.ceremony = called.id;
    return called;
  }
  completeCeremony(seconds = 150) {
    return this.eventually('the ceremony', async () => {
      const now = await this.center.visitor.get(`/api/v1/ceremonies/${this.ceremony}`);
      return now.state === 'complete' ? now : null;
    }, seconds);
  }
  async makeKeys(keys, options) {
    const called = await this.callCeremony(keys, options);
    return {called, complete: await this.completeCeremony()};
  }
  // What the holders' own programs say, and what people see at their pages, belongs to a failure's message.
  async eventually(what, look, seconds = 120) {
    try {
      return await this.center.eventually(what, look, seconds);
    } catch (error) {
      const said = [...this.officers, this.gate].map((one) => `--- ${one?.name}\n${one?.output}`);
      const seen = await Promise.all(this.pages.map(async ({name, page}) => `--- page of ${name}\n${await page.locator('main').innerText({timeout: 1000}).catch(() => '')}`));
      throw new Error([error.message, ...said, ...seen].join('\n'));
    }
  }

  // --- the tender ---

  lot(id) {
    return this.center.visitor.get(`/api/v1/tender-lots/${id}`);
  }
  terms(number, changes = {}) {
    return {
      number, title: '滨河路改造工程一标段', region: '370900', location: '滨河路', scope: '道路与排水', qualification: '市政公用工程施工总承包二级及以上',
      evaluation: '经评审的最低投标价法', estimate: 3000000000, validity_days: 90, security: {amount: 0, guarantee: true, transfer: false},
      opening_is_public: true, sections: [{number: '1', title: '投标人须知', text: '投标文件由开标一览表和投标文件两部分组成，各自加密。'}], attachments: [],
      fields: [
        {name: 'price', label_zh: '投标报价', label_en: 'Price', kind: 'money', required: true, least: null, most: 3000000000, in_words: true},
        {name: 'leader', label_zh: '项目负责人', label_en: 'Project leader', kind: 'text', required: true, least: null, most: null, in_words: false}],
      files: ['files'], ...changes};
  }
  // Drafted, sent to review and published: the lots' ids. They take bids once everybody has signed their certificates.
  async announce(lots, {days = 24} = {}) {
    const now = at(await this.center.now());
    const time = (after) => new Date(now + after * day).toISOString();
    const times = {documents_until: time(10), questions_until: time(12), deadline: time(days)};
    const draft = await this.tenderer.post('/api/v1/tenders', {
      title: '滨河路改造工程施工招标公告', project_number: '岱发改审〔2026〕12号', method: 'open_tender', statement: '资金已落实。',
      lots: lots.map((terms) => ({terms, times}))});
    await this.tenderer.post(`/api/v1/tenders/${draft.id}/submit`);
    return (await this.center.reviewer.post(`/api/v1/tenders/${draft.id}/publish`, {ceremony: this.ceremony})).published_lots;
  }
  // As they are then, each with its certificate in a file "ID.crt".
  async takingBids(ids, patience = 150) {
    const views = await this.eventually('all signatures on the lots’ certificates', async () => {
      const all = await Promise.all(ids.map((id) => this.lot(id)));
      return all.every((view) => view.takes_bids) ? all : null;
    }, patience);
    for (const {id} of views) {
      writeFileSync(this.file(`${id}.crt`), (await this.center.visitor.send('GET', `/api/v1/tender-lots/${id}/lot.crt`)).raw);
    }
    return views;
  }
  // Both, where the holders' programs sign: lots that take bids, in the order of these terms.
  async publish(lots, times) {
    const views = await this.takingBids(await this.announce(lots, times));
    return lots.map(({number}) => views.find((view) => view.terms.number === number));
  }

  // --- bidders ---

  // With key, certificate and token in files, and `size` bytes of `fill` to hand in.
  async bidder(name, number, login, {size = 2 * 1024 * 1024 + 17, fill = login} = {}) {
    const party = await this.center.party('bidder', name, number, login);
    mkdirSync(this.file(login));
    writeFileSync(this.file(login, 'key.pem'), party.key.export({type: 'pkcs8', format: 'pem'}));
    const {items} = await party.get('/api/v1/my/certificates');
    writeFileSync(this.file(login, 'cert.pem'), items.find((one) => one.serial === party.serial).certificate_pem);
    await this.token(login, party, 'bids');
    writeFileSync(this.file(login, 'files.bin'), Buffer.alloc(size, fill));
    return Object.assign(party, {login, uscc: uscc(number)});
  }
  seal(bidder, lot, letter, ...words) {
    const file = (name) => this.file(bidder.login, name);
    writeFileSync(file('letter.json'), JSON.stringify(letter));
    return daylight('seal', '--server', this.server.address, '--tls', this.server.authorityFile, '--authority', this.file('ca.pem'),
      '--lot', lot, '--bidder', bidder.uscc, '--letter', file('letter.json'), '--file', `files=${file('files.bin')}`,
      '--key', file('key.pem'), '--certificate', file('cert.pem'), '--out', this.file(bidder.login), ...words);
  }
  // Seals and submits; the receipt is in the file "receipt.jws".
  async handIn(bidder, lot, letter, ...words) {
    const done = await this.seal(bidder, lot, letter, ...words, '--submit', '--token', this.file(bidder.login, 'token'));
    assert.equal(done.status, 0, done.stdout + done.stderr);
    assert.match(done.stdout, /submitted at/);
  }

  // As the documented recipe has it: nothing of ours but lot.crt. `signed` may change what is sealed.
  sealByOpenssl(bidder, lot, name, contents, {cipher = 'aes-256-gcm', signed = (bytes) => bytes} = {}) {
    const file = (end) => this.file(bidder.login, name + end);
    writeFileSync(file(''), contents);
    execFileSync('openssl', ['cms', '-sign', '-binary', '-nodetach', '-nosmimecap', '-md', 'sha256', '-in', file(''),
      '-signer', this.file(bidder.login, 'cert.pem'), '-inkey', this.file(bidder.login, 'key.pem'), '-outform', 'DER', '-out', file('.signed')]);
    writeFileSync(file('.signed'), signed(readFileSync(file('.signed'))));
    execFileSync('openssl', ['cms', '-encrypt', '-binary', `-${cipher}`, '-in', file('.signed'), '-recip', this.file(`${lot}.crt`),
      '-keyopt', 'ecdh_kdf_md:sha256', '-outform', 'DER', '-out', file('.sealed')]);
    return readFileSync(file('.sealed'));
  }
  // The letter as a bidder without our programs writes it.
  letter(bidder, lot, fields, stage = 'bids') {
    return JSON.stringify({format: 'daylight/letter/1', lot, stage, bidder: bidder.uscc, nonce: newKey() + newKey(),
      documents_version: 1, fields, files: [{part: 'files', digest: sha256(readFileSync(this.file(bidder.login, 'files.bin')))}]});
  }
  async begin(bidder, size) {
    return bidder.post('/api/v1/sealed-uploads', {size});
  }
  sendChunk(bidder, {id, chunk_bytes}, bytes, number) {
    return bidder.send('PUT', `/api/v1/sealed-uploads/${id}/chunks/${number}`, {
      body: bytes.subarray(number * chunk_bytes, (number + 1) * chunk_bytes),
      headers: {'Content-Type': 'application/octet-stream', 'Idempotency-Key': newKey()}});
  }
  // Many may be waiting for theirs to be read: then one asks again.
  async patiently(bidder, path, body) {
    for (;;) {
      const answer = await bidder.tellConfirmed('POST', path, body);
      if (answer.json?.code !== 'envelope_reader_busy') {
        return expectOk(answer);
      }
      await sleep(1000);
    }
  }
  finish(bidder, id) {
    return this.patiently(bidder, `/api/v1/sealed-uploads/${id}/finish`);
  }
  async upload(bidder, bytes) {
    const begun = await this.begin(bidder, bytes.length);
    const missing = Array.from({length: Math.ceil(bytes.length / begun.chunk_bytes)}, (_, number) => number);
    const send = async () => {
      for (let number = missing.shift(); number !== undefined; number = missing.shift()) {
        expectOk(await this.sendChunk(bidder, begun, bytes, number));
      }
    };
    await Promise.all([send(), send()]);  // two at once, as pages send them
    return this.finish(bidder, begun.id);
  }
  // The signed act of a submission: `sealed` by part, `uploads` their whole uploads by part.
  submission(bidder, lot, uploads) {
    const names = Object.keys(uploads).sort();
    const act = bidder.act('daylight-submission+jws', {lot, stage: 'bids', documents_version: 1,
      parts: names.map((part) => ({part, digest: uploads[part].digest}))}, {audience: this.center.audience});
    return {path: `/api/v1/tender-lots/${lot}/submission`, nonce: act.nonce,
      body: {statement: act.statement, uploads: names.map((part) => uploads[part].id)}};
  }
  async submit(bidder, lot, sealed) {
    const uploads = {};
    for (const [part, bytes] of Object.entries(sealed)) {
      uploads[part] = await this.upload(bidder, bytes);
      assert.equal(uploads[part].digest, sha256(bytes));
    }
    const {path, body, nonce} = this.submission(bidder, lot, uploads);
    return expectOk(await bidder.tellConfirmed('POST', path, body, {'Idempotency-Key': nonce}));
  }

  // --- the opening ---

  opened(lot, seconds = 150) {
    return this.eventually('the opening', async () => {
      const view = await this.lot(lot);
      return view.state === 'opened' ? view : null;
    }, seconds);
  }
  // What was found out about the bids' files, which are opened after all letters.
  filesOpened(lot, seconds = 150) {
    return this.eventually('the files', async () => {
      const view = await this.lot(lot);
      return view.timeline.some((entry) => entry.type === 'files_opened') ? view.files : null;
    }, seconds);
  }
  // The opening record as it stands, signed by the tenderer and so published: the lot's page.
  async signRecord(lot) {
    const record = await this.tenderer.get(`/api/v1/tender-lots/${lot}/record`);
    assert.equal(record.digest, sha256(record.text));
    const act = this.tenderer.act('daylight-opening-record+jws', {lot, record: record.digest}, {audience: this.center.audience});
    return expectOk(await this.tenderer.tellSigned(`/api/v1/tender-lots/${lot}/record`, act));
  }
  verifyOpening(lot, ...words) {
    return daylight('verify', 'opening', '--server', this.server.address, '--tls', this.server.authorityFile, '--lot', lot,
      '--authority', this.file('ca.pem'), '--log', this.center.site.log.verifier_key, '--witnesses', this.file('witnesses'), ...words);
  }
  async verifyReceipt(bundle, ...words) {
    writeFileSync(this.file('bundle.json'), JSON.stringify(bundle));
    const checked = await daylight('verify', this.file('bundle.json'), '--authority', this.file('ca.pem'), '--log', this.center.site.log.verifier_key, ...words);
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
    return checked;
  }
}
