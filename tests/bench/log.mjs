// Events into the log: through the store, with the sequencer at work, as long and as quickly as they go, and how long each
// waits from its commit for the signed checkpoint that covers it.
const published = {small: 307, own: 2047}; // Tessera on MySQL: entries a second on one small machine; with a database of its own

export async function measure(bench) {
  const found = {rate: [], delay: []};
  for (let run = 0; run < (bench.runs ?? 3); ++run) {
    const result = await bench.program(bench.serverCore, 'log_load', [bench.seconds ?? 60, bench.folder()]);
    bench.say(JSON.stringify(result));
    found.rate.push(result.per_second);
    found.delay.push(result.checkpoint_p99_ms / 1000);
  }
  return [
    bench.row({
      name: 'events a second into the log, sustained', unit: '1/s', values: found.rate,
      yardstick: `published: Tessera on MySQL, with a database of its own (${published.small} on one small machine)`,
      yardstick_values: [published.own], target: 'value >= 2000'}),
    bench.row({name: 'from commit to signed checkpoint meanwhile: p99', unit: 's', values: found.delay, target: 'value <= 2'}),
  ];
}
