// How long a server with a million events takes until it is ready, and what it holds in memory then. The log is written
// through the store and the sequencer (log_fill), so that chains, leaves, tiles and checkpoints are as they would be.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

const events = 1000000;
const settling = 5; // seconds after which the jobs have all run once

const peakMebibytes = (pid) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmHWM:\s+(\d+) kB$/m)[1]) / 1024;

export async function measure(bench) {
  const data = join(bench.folder(), 'data');
  const server = await bench.server({data, pause: 10});
  await server.stop();
  const count = bench.small ? events / 20 : events;
  const filled = await bench.program(`${bench.serverCore},${bench.loadCore}`, 'log_fill', [data, count]);
  bench.say(`filled: ${JSON.stringify(filled)}`);
  const found = {start: [], server: [], database: [], peak: []};
  for (let run = 0; run < (bench.runs ?? 5); ++run) {
    found.start.push((await server.start()) / 1000);
    await bench.sleep(settling * 1000);
    found.server.push(bench.residentMebibytes(server.process.pid));
    found.peak.push(peakMebibytes(server.process.pid));
    found.database.push(bench.residentMebibytes(server.databaseProcess()));
    bench.say(`ready after ${found.start.at(-1).toFixed(2)} s, ${Math.round(found.server.at(-1))} MiB`);
    await server.stop();
  }
  const amount = bench.small ? `${count} events` : 'a million events';
  return [
    bench.row({name: `start to ready with ${amount} stored`, unit: 's', values: found.start, target: 'value <= 3'}),
    bench.row({name: `the server's memory then, with ${amount}`, unit: 'MiB', values: found.server, target: 'value <= 150'}),
    bench.row({name: 'the most that it held until then', unit: 'MiB', values: found.peak}),
    bench.row({name: 'its database\'s memory', unit: 'MiB', values: found.database}),
  ];
}
