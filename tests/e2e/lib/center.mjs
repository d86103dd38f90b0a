// A small center set up through the public API: staff, a seller, bidders; and the steps of a land listing.
import {Client, expectOk, sha256} from './client.mjs';
import {sleep} from './server.mjs';

export const password = 'a long sentence nobody guesses 7';
export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

export const at = (moment) => new Date(moment).getTime();
export const day = 24 * 3600 * 1000;
// A China hour on the day that lies so many days after the moment.
export function chinaHour(moment, days, hour) {
  const china = new Date(at(moment) + 8 * 3600 * 1000 + days * day);
  china.setUTCHours(hour, 0, 0, 0);
  return new Date(china.getTime() - 8 * 3600 * 1000).toISOString();
}

// A unified social credit code with both its check characters (GB 32100, GB 11714), from eight digits.
export function uscc(number) {
  const body = String(number).padStart(8, '0');
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const rest = 11 - ([...body].reduce((sum, digit, i) => sum + Number(digit) * weights[i], 0) % 11);
  const inner = body + (rest === 10 ? 'X' : rest === 11 ? '0' : String(rest));
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const first = '91370900' + inner;
  let weight = 1;
  let sum = 0;
  for (const character of first) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return first + alphabet[(31 - (sum % 31)) % 31];
}

export class Center {
  constructor(server, transcript = null) {
    this.server = server;
    this.transcript = transcript;
  }

  client(name) {
    return new Client(this.server, {transcript: this.transcript, name});
  }

  async signedIn(name, login, secret = password) {
    const client = this.client(name);
    expectOk(await client.signIn(login, secret));
    return client;
  }

  // With these desks staffed, one person each; finance has a second one, who confirms what the first enters.
  async open(roles = ['registrar', 'clerk', 'reviewer', 'finance', 'disclosure_officer']) {
    const [one, two] = this.server.administrators();
    this.visitor = this.client('a visitor');
    this.site = await this.visitor.get('/api/v1/site');
    this.audience = this.site.log.origin;
    this.administrator = await this.signedIn('an administrator', one.login, one.password);
    this.second = await this.signedIn('another administrator', two.login, two.password);
    for (const role of roles) {
      this[role] = await this.addStaff(role, role.replace('_', '-'));
    }
    if (roles.includes('finance')) {
      this.finance_two = await this.addStaff('finance', 'finance-two');
    }
  }

  async addStaff(role, login) {
    const added = await this.administrator.post('/api/v1/staff', {
      login, password, display_name: `工作人员 ${login}`, mobile: '13800000000', email: `${login}@example.org`, roles: [role]});
    await this.second.post(`/api/v1/staff/${added.id}/confirm`);
    return this.signedIn(`the ${login}`, login);
  }

  async register(kind, name, number, login) {
    const client = this.client(name);
    const agreement = await client.get('/api/v1/agreements/current');
    const letter = await client.upload(pdf);
    const registered = await client.post('/api/v1/registrations', {
      organisation: {kind, applicant_kind: 'enterprise', name, uscc: uscc(number), address: '岱阳市人民路 1 号', legal_representative: '王建国'},
      person: {login, password, display_name: '李经办', mobile: '13900000000', email: `${login}@example.org`},
      letter: {digest: letter.digest, scope: '全权代理网上交易', valid_until: '2027-12-31'},
      agreement: {version: agreement.version, digest: agreement.digest},
    });
    return {client, registered};
  }

  // Registered, approved, signed in; without a key.
  async member(kind, name, number, login) {
    const {client, registered} = await this.register(kind, name, number, login);
    await this.registrar.post(`/api/v1/organisations/${registered.organisation_id}/approve`);
    expectOk(await client.signIn(login, password));
    client.organisation = name;
    client.organisation_id = registered.organisation_id;
    return client;
  }
  // With a certified key.
  async party(kind, name, number, login) {
    const client = await this.member(kind, name, number, login);
    await client.certify();
    return client;
  }

  async now() {
    this.site = await this.visitor.get('/api/v1/site');
    return this.site.procedure_now;
  }

  async until(moment) {
    while (at(await this.now()) < at(moment)) {
      await sleep(100);
    }
  }

  async eventually(what, look, seconds = 60) {
    for (const end = Date.now() + seconds * 1000; ;) {
      const found = await look();
      if (found) {
        return found;
      }
      if (Date.now() > end) {
        throw new Error(`waited ${seconds} s in vain for ${what}`);
      }
      await sleep(150);
    }
  }

  parcelTerms(number, changes = {}) {
    return {
      number, title: '人民路北侧地块', location: '岱阳市人民路以北、建设路以东', region: '370900',
      boundary: {type: 'Polygon', coordinates: [[[117.1, 36.18], [117.104, 36.18], [117.104, 36.183], [117.1, 36.183], [117.1, 36.18]]]},
      area: '33333.33', use: 'residential', term_years: 70,
      planning: {least_plot_ratio: '1.2', most_plot_ratio: '2.0', most_building_density: '28', least_green_ratio: '35', most_height: '54', other: null},
      start_price: 1000000000, step: 10000000, deposit: 200000000,
      decision: {number: '岱资规决〔2026〕3 号', date: '2025-12-20'}, attachments: [],
      ...changes,
    };
  }

  // Lawful when published within `slack` procedure days from now.
  lawfulTimes(now, {slack = 6, fixed = true, days = 11} = {}) {
    const start = 21 + slack;
    return {
      application_from: chinaHour(now, slack, 9),
      application_until: chinaHour(now, start + days - 2, 16),
      deposit_until: chinaHour(now, start + days - 1, 16),
      listing_start: chinaHour(now, start, 9),
      listing_end: chinaHour(now, start + days, 10),
      ...(fixed ? {timed_start: chinaHour(now, start + days, 11)} : {}),
    };
  }

  async published(terms, {profile = 'jiangsu', seller = this.seller} = {}) {
    const parcel = await seller.post('/api/v1/parcels', {terms});
    const times = this.lawfulTimes(await this.now(), {fixed: profile === 'jiangsu'});
    const draft = await this.clerk.post('/api/v1/listings', {
      title: '国有建设用地使用权网上挂牌出让公告', profile, statement: '凡符合条件的境内法人均可申请参加。',
      lots: [{parcel: parcel.id, times}]});
    await this.clerk.post(`/api/v1/listings/${draft.id}/submit`);
    const listing = await this.reviewer.post(`/api/v1/listings/${draft.id}/publish`);
    return {lot: listing.published_lots[0], times, listing, parcel};
  }

  lines = 0;
  async pay(reference, payer, amount) {
    return this.finance.post('/api/v1/bank-lines', {
      bank_reference: `流水${++this.lines}`, reference, payer, amount, received_at: await this.now()});
  }

  async qualify(bidder, lot) {
    const application = await bidder.post(`/api/v1/lots/${lot}/applications`, {accepts_rules: true});
    await this.pay(application.deposit_reference, bidder.organisation, application.deposit);
    const qualified = await this.eventually('the deposit to be matched', async () => {
      const now = await bidder.get(`/api/v1/my/lots/${lot}/application`);
      return now.plate ? now : null;
    });
    bidder.plate = qualified.plate;
    return qualified;
  }

  quote(bidder, lot, price, changes = {}, options = {}) {
    return bidder.act('daylight-quote+jws', {lot, plate: bidder.plate, price, seen_number: 0, ...changes},
      {audience: this.audience, ...options});
  }

  async sign(party, lot) {
    const confirmation = await party.get(`/api/v1/lots/${lot}/confirmation`);
    if (sha256(confirmation.text) !== confirmation.digest) {
      throw new Error('the confirmation\'s digest is not of its text');
    }
    const act = party.act('daylight-confirmation+jws', {lot, confirmation_digest: confirmation.digest}, {audience: this.audience});
    return expectOk(await party.tellSigned(`/api/v1/lots/${lot}/confirmation`, act));
  }
}
