// Bidders that quote without end, each quote sent again under its key until it is answered, and the check that what
// was acknowledged is there exactly once.
import assert from 'node:assert/strict';
import {Center} from './center.mjs';
import {sleep} from './server.mjs';

const bidders = 4;
// Quickly to the listing period, then slowly enough that it lasts for all kills.
export const pace = {first_rate: 43200, first_days: 28, rate: 60};

// Quotes that are sent again under the same key until they are answered: by a receipt, or by a refusal.
export class Load {
  // `expected`: further refusals that may come.
  constructor(center, parties, lot, start, step_, expected = []) {
    Object.assign(this, {center, parties, lot, price: start - step_, step: step_});
    this.expected = ['below_next_step', 'already_leading', ...expected];
    this.acknowledged = new Map(); // event digest → {price, number, party}
    this.refused = 0;
    this.sentAgain = 0;
    this.running = true;
  }
  begin() {
    this.loops = this.parties.map((party) => this.quote(party));
  }
  async end() {
    this.running = false;
    await Promise.all(this.loops);
  }
  async quote(party) {
    while (this.running) {
      const price = (this.price += this.step);
      const act = this.center.quote(party, this.lot, price);
      const reply = await this.answered(party, act);
      if (reply.status === 200) {
        const {event_digest: digest, number} = reply.json;
        assert.ok(!this.acknowledged.has(digest), 'each quote has an event of its own');
        this.acknowledged.set(digest, {price, number, party});
      } else {
        // Another bidder's higher price came first, or one's own.
        assert.ok(this.expected.includes(reply.json.code), reply.json.code);
        this.refused += 1;
      }
    }
  }
  async answered(party, act) {
    for (const end = Date.now() + 150000; ;) {
      try {
        const reply = await party.tellSigned(`/api/v1/lots/${this.lot}/quotes`, act);
        if (reply.status < 500 && reply.status !== 429) {
          return reply;
        }
      } catch (error) {
        assert.ok(error.code || /no answer|socket|ECONN/.test(error.message), error);
      }
      assert.ok(Date.now() < end, 'an answer comes at last');
      this.sentAgain += 1;
      await sleep(20);
    }
  }
  // One who may quote now: the leader cannot outbid itself.
  follower() {
    const leading = [...this.acknowledged.values()].reduce((a, b) => (b.number > a.number ? b : a));
    return this.parties.find((party) => party !== leading.party);
  }
  async until(count, patience = 60000) {
    for (const end = Date.now() + patience; this.acknowledged.size < count;) {
      assert.ok(Date.now() < end, `${count} quotes are acknowledged within ${patience} ms`);
      await sleep(20);
    }
  }
}

export async function openedCenter(server, name, expected = []) {
  await server.start();
  const center = new Center(server);
  await center.open();
  center.seller = await center.party('seller', '岱阳市自然资源和规划局', 10000001, 'seller-agent');
  const parties = [];
  for (let i = 0; i < bidders; ++i) {
    parties.push(await center.party('bidder', `${name}置业 ${i} 有限公司`, 10000010 + i, `bidder-${i}`));
  }
  const sale = await center.published(center.parcelTerms('岱挂2026-01'));
  await center.until(sale.times.application_from);
  for (const party of parties) {
    await center.qualify(party, sale.lot);
  }
  await center.until(sale.times.listing_start);
  return {center, sale, load: new Load(center, parties, sale.lot, 1000000000, 10000000, expected)};
}

// Every quote of the lot, from what the public can read.
export async function publicQuotes(center, lot) {
  const quotes = [];
  for (let after = 0; ;) {
    const page = await center.visitor.get(`/api/v1/lots/${lot}/quotes?limit=100&after=${after}`);
    quotes.push(...page.items);
    if (page.items.length < 100) {
      return quotes;
    }
    after = page.next_cursor ?? page.items.at(-1).number;
  }
}

export async function everyQuoteIsThereOnce(center, lot, load) {
  const quotes = await publicQuotes(center, lot);
  const byDigest = new Map(quotes.map((quote) => [quote.event_digest, quote]));
  assert.equal(byDigest.size, quotes.length, 'no quote stands twice');
  const numbers = quotes.map((quote) => quote.number).sort((a, b) => a - b);
  assert.deepEqual(numbers, numbers.map((_, i) => i + 1), 'numbers have no gap');
  for (const [digest, {price, number}] of load.acknowledged) {
    const quote = byDigest.get(digest);
    assert.ok(quote, `the acknowledged quote ${number} is there`);
    assert.equal(quote.price, price);
    assert.equal(quote.number, number);
  }
  // Every key was sent until it was answered, so nothing is there that nobody was told of.
  assert.equal(quotes.length, load.acknowledged.size);
  return quotes.length;
}
