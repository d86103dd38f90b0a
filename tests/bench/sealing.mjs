// What gate and officers compute, in the programs and in an officer's page: beside bare agreements through EVP in the same
// process, and through WebCrypto in the same page.
import {withOfficersPage} from './officers_page.mjs';

const envelopes = 100;
const [keys, officers, threshold] = [32, 5, 3];
const bare = officers * keys * (officers + threshold);  // scalar multiplications that no ceremony can do without

async function inPrograms(bench, runs) {
  const all = [];
  for (let run = 0; run < runs; ++run) {
    all.push(await bench.program(bench.loadCore, 'sealing_bench'));
  }
  return all;
}
async function inPage(bench, runs) {
  const all = [];
  await withOfficersPage(bench, async (run) => {
    await run('partials', envelopes);  // what is compiled and tabulated at first use
    for (let i = 0; i < runs; ++i) {
      const {made_ms, checked_ms} = await run('partials', envelopes);
      all.push({
        agreements_ms: await run('agreements', envelopes), partials_ms: made_ms, checked_ms,
        ceremony_ms: await run('ceremony', keys, officers, threshold), ceremony_agreements_ms: await run('agreements', bare)});
    }
  });
  return all;
}

export async function measure(bench) {
  const count = bench.runs ?? 5;
  const rows = [];
  for (const [where, runs] of [['programs', await inPrograms(bench, count)], ['an officer’s page', await inPage(bench, count)]]) {
    const of = (name) => runs.map((one) => one[name]);
    const {partials_ms, checked_ms, ceremony_ms} = runs.at(-1);
    bench.say(`${where}: partials ${partials_ms.toFixed(1)} ms, checked in ${checked_ms.toFixed(1)} ms; ceremony ${ceremony_ms.toFixed(0)} ms`);
    rows.push(
      bench.row({
        name: `${envelopes} partials with their proof made (${where})`, unit: 'ms', values: of('partials_ms'),
        yardstick: `${envelopes} bare agreements`, yardstick_values: of('agreements_ms')}),
      bench.row({
        name: `${envelopes} partials and their proof checked (${where})`, unit: 'ms', values: of('checked_ms'),
        yardstick: `${envelopes} bare agreements`, yardstick_values: of('agreements_ms')}),
      bench.row({
        name: `a ceremony of ${keys} keys, five officers, three to open: all holders’ work (${where})`, unit: 'ms', values: of('ceremony_ms'),
        yardstick: `${bare.toLocaleString('en')} bare agreements`, yardstick_values: of('ceremony_agreements_ms')}));
  }
  return rows;
}
