// A center with bidders that may quote: registered, certified, their deposits paid, their lots in the listing period,
// all through the public API.
import {Center} from '../e2e/lib/center.mjs';

const mostLotsAListing = 20;
const startPrice = 1000000000;
const step = 1000000;

// Runs the work for each item, so many at a time; the results in the items' order.
async function inParallel(items, width, work) {
  const results = new Array(items.length);
  let next = 0;
  const hand = async () => {
    while (next < items.length) {
      const mine = next++;
      results[mine] = await work(items[mine], mine);
    }
  };
  await Promise.all(Array.from({length: Math.min(width, items.length)}, hand));
  return results;
}

const upTo = (count) => Array.from({length: count}, (_, i) => i);

// `lots` lots with `biddersALot` bidders each, and in front of them one lot of all bidders. Comes back when they may
// quote: {center, parties, cast}, where cast is what the program quote_load reads.
export async function openCast(bench, server, {bidders, lots, biddersALot, lotsAListing = mostLotsAListing}) {
  const center = new Center(server);
  await center.open();
  center.seller = await center.party('seller', '岱阳市自然资源和规划局', 10000001, 'seller-agent');
  bench.say(`registering ${bidders} bidders`);
  const parties = await inParallel(upTo(bidders), 4, (i) => center.party('bidder', `竞买置业 ${i} 有限公司`, 10000100 + i, `bidder-${i}`));
  bench.say(`listing ${lots + 1} lots`);
  const sale = await published(center, lots + 1, lotsAListing);
  await center.until(sale.times.application_from);

  const wanted = sale.lots.flatMap((lot, at) =>
    upTo(at === 0 ? bidders : biddersALot).map((i) => ({lot, at, bidder: at === 0 ? i : (at * 5 + i * 4) % bidders})));
  bench.say(`${wanted.length} applications and their deposits`);
  await inParallel(wanted, 8, async ({lot, bidder}) => {
    const party = parties[bidder];
    const application = await party.post(`/api/v1/lots/${lot}/applications`, {accepts_rules: true});
    await center.pay(application.deposit_reference, party.organisation, application.deposit);
  });
  const seats = sale.lots.map(() => []);
  await inParallel(wanted, 8, async ({lot, at, bidder}) => {
    const qualified = await center.eventually('the deposit to be matched', async () => {
      const now = await parties[bidder].get(`/api/v1/my/lots/${lot}/application`);
      return now.plate ? now : null;
    }, 300);
    seats[at].push({bidder, plate: qualified.plate});
  });
  await center.until(sale.times.listing_start);
  return {
    center,
    parties,
    cast: {
      port: server.port, authority: server.authorityFile, audience: center.audience,
      bidders: parties.map((party) => ({
        cookie: party.cookie, key: party.key.export({type: 'pkcs8', format: 'pem'}), serial: party.serial})),
      lots: sale.lots.map((lot, at) => ({lot, price: startPrice - step, step, seats: seats[at]}))}};
}

async function published(center, lots, lotsAListing) {
  const parcels = await inParallel(upTo(lots), 4, (i) => center.seller.post('/api/v1/parcels', {
    terms: center.parcelTerms(`岱挂2026-${String(i + 1).padStart(3, '0')}`, {start_price: startPrice, step})}));
  const times = center.lawfulTimes(await center.now());
  const drafts = [];
  for (let from = 0; from < lots; from += lotsAListing) {
    const draft = await center.clerk.post('/api/v1/listings', {
      title: '国有建设用地使用权网上挂牌出让公告', profile: 'jiangsu', statement: '凡符合条件的境内法人均可申请参加。',
      lots: parcels.slice(from, from + lotsAListing).map((parcel) => ({parcel: parcel.id, times}))});
    await center.clerk.post(`/api/v1/listings/${draft.id}/submit`);
    drafts.push(draft);
  }
  // The first publication sets the clock going.
  const listings = [];
  for (const draft of drafts) {
    listings.push(await center.reviewer.post(`/api/v1/listings/${draft.id}/publish`));
  }
  return {times, lots: listings.flatMap((listing) => listing.published_lots)};
}
