// What gate and officers compute, beside bare agreements through EVP in the same process.
export async function measure(bench) {
  const runs = [];
  for (let run = 0; run < (bench.runs ?? 5); ++run) {
    runs.push(await bench.program(bench.loadCore, 'sealing_bench'));
    const {partials_ms, checked_ms, ceremony_ms} = runs.at(-1);
    bench.say(`partials ${partials_ms.toFixed(1)} ms, checked in ${checked_ms.toFixed(1)} ms; ceremony ${ceremony_ms.toFixed(0)} ms`);
  }
  const of = (name) => runs.map((one) => one[name]);
  return [
    bench.row({
      name: '100 partials with their proof made', unit: 'ms', values: of('partials_ms'),
      yardstick: '100 bare agreements', yardstick_values: of('agreements_ms')}),
    bench.row({
      name: '100 partials and their proof checked', unit: 'ms', values: of('checked_ms'),
      yardstick: '100 bare agreements', yardstick_values: of('agreements_ms')}),
    bench.row({
      name: 'a ceremony of 32 keys, five officers, three to open: all holders’ work', unit: 'ms', values: of('ceremony_ms'),
      yardstick: '1,280 bare agreements', yardstick_values: of('ceremony_agreements_ms')}),
  ];
}
