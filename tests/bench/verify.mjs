// A log of a million entries checked from its public files, beside the tree hashes that cannot be saved: two an entry,
// through EVP, on one thread.
const entries = 1000000;

export async function measure(bench) {
  const values = [];
  const yardsticks = [];
  for (let run = 0; run < (bench.runs ?? 5); ++run) {
    const {checked_ms, hashes_ms} = await bench.program(bench.loadCore, 'log_check_bench', [bench.small ? entries / 10 : entries]);
    values.push(checked_ms / 1000);
    yardsticks.push(hashes_ms / 1000);
    bench.say(`${checked_ms} ms to check, ${hashes_ms} ms for the hashes`);
  }
  return [
    bench.row({
      name: 'a log of a million entries checked from its tiles', unit: 's', values,
      yardstick: 'its two million tree hashes through EVP', yardstick_values: yardsticks, target: 'ratio <= 1.5'}),
  ];
}
