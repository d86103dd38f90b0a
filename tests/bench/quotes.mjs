// Signed quotes, from the bidder's key to the receipt: how many a second, and how long one takes. Yardsticks are durable
// transactions with nothing around them (bare_commits), run in turn with the quotes while the server is stopped.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {openCast} from './cast.mjs';

const bidders = 64;
const lots = 64;
const biddersALot = 16;

export async function measure(bench) {
  const runs = bench.runs ?? 3;
  const seconds = bench.seconds ?? 15;
  const few = bench.small ? 8 : lots;
  const server = await bench.server({demo: {first_rate: 43200, first_days: 28, rate: 60}});
  const {center, cast} = await openCast(bench, server, {bidders, lots: few, biddersALot});
  // The first lot is everybody's, the others have a part of the bidders each.
  const parts = {one: cast.lots.slice(0, 1), many: cast.lots.slice(1)};
  const acknowledged = {one: 0, many: 0};
  const folder = bench.folder();

  const quotes = async (which, ...args) => {
    // Prices go on from where they stand.
    for (const lot of parts[which]) {
      const {leader} = await center.visitor.get(`/api/v1/lots/${lot.lot}`);
      lot.price = Math.max(lot.price, leader?.price ?? 0);
    }
    const file = join(folder, 'cast.json');
    writeFileSync(file, JSON.stringify({...cast, lots: parts[which]}), {mode: 0o600});
    const before = bench.used(server);
    const result = await bench.program(bench.loadCore, 'quote_load', [file, ...args]);
    const after = bench.used(server);
    acknowledged[which] += result.accepted_in_all;
    const each = (part) => `${Math.round(((after[part] - before[part]) / result.accepted_in_all) * 1e6)} µs`;
    bench.say(`${which} ${args.join(' ')}: ${JSON.stringify(result)}; CPU a quote: server ${each('server')}, database ${each('database')}`);
    return result;
  };
  const bare = async (mode, connections, length) => {
    const result = await bench.program(bench.serverCore, 'bare_commits', [mode, length, connections, bench.folder()]);
    bench.say(`bare ${mode} on ${connections}: ${JSON.stringify(result)}`);
    return result;
  };

  const measured = {one: [], single: [], sixteen: [], answer: []};
  const yardstick = {locked: [], rows: [], answer: []};
  for (let run = 0; run < runs; ++run) {
    await server.stop();
    const locked = await bare('locked', 1, seconds);
    yardstick.locked.push(locked.per_second);
    yardstick.answer.push(locked.p99_ms);
    yardstick.rows.push((await bare('rows', 32, seconds)).per_second);
    await server.start();
    measured.one.push((await quotes('one', 'closed', bidders, seconds)).per_second);
    measured.single.push((await quotes('many', 'closed', 1, seconds)).per_second);
    measured.sixteen.push((await quotes('many', 'closed', biddersALot, seconds)).per_second);
    measured.answer.push((await quotes('one', 'paced', 300, bench.seconds ?? 60)).p99_ms);
  }
  await everyQuoteIsThere(center, cast, acknowledged);
  const serial = 'bare durable transactions on one connection (lock a row, insert, commit)';
  const rows = 'bare durable single-row transactions on 32 connections';
  return [
    bench.row({
      name: `accepted signed quotes on one lot, ${bidders} bidders`, unit: '1/s', values: measured.one,
      yardstick: serial, yardstick_values: yardstick.locked, target: 'ratio >= 1.5'}),
    bench.row({
      name: `accepted signed quotes over ${few} lots, one under way on each`, unit: '1/s', values: measured.single,
      yardstick: rows, yardstick_values: yardstick.rows, target: 'ratio >= 0.2'}),
    bench.row({
      name: `accepted signed quotes over ${few} lots, ${biddersALot} under way on each`, unit: '1/s', values: measured.sixteen,
      yardstick: rows, yardstick_values: yardstick.rows, target: 'ratio >= 0.35'}),
    bench.row({
      name: 'a quote acknowledged, at 300 a second: p99', unit: 'ms', values: measured.answer,
      yardstick: 'p99 of the bare transaction on one connection', yardstick_values: yardstick.answer, target: 'ratio <= 5'}),
  ];
}

// What was acknowledged is what the lots show: their last quote's number counts them.
async function everyQuoteIsThere(center, cast, acknowledged) {
  const numbers = [];
  for (const {lot} of cast.lots) {
    numbers.push((await center.visitor.get(`/api/v1/lots/${lot}`)).leader?.number ?? 0);
  }
  const [one, ...many] = numbers;
  assert.equal(one, acknowledged.one, 'the one lot has the quotes that were acknowledged');
  assert.equal(many.reduce((a, b) => a + b, 0), acknowledged.many, 'the many lots have the quotes that were acknowledged');
}
