// What a developer waits for: everything built from nothing, without a compiler cache, and one file of the domain
// touched, rebuilt and its tests run.
import {execFileSync, spawnSync} from 'node:child_process';
import {cpSync, existsSync, symlinkSync, utimesSync} from 'node:fs';
import {join, resolve} from 'node:path';

const touched = 'auction/lot_quote.cpp';
const tests = 'auction_tests';

function run(folder, command, args) {
  const result = spawnSync(command, args, {
    cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, env: {...process.env, CCACHE_DISABLE: '1'}});
  if (result.status !== 0) {
    throw new Error(`${command} ${args.join(' ')}:\n${result.stdout.slice(-4000)}${result.stderr.slice(-4000)}`);
  }
}

const timed = (work) => {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
};

// The sources as they are here, and what scripts/setup unpacked beside the build.
function cleanCopy(folder) {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']).toString().split('\0');
  for (const file of files.filter((name) => name !== '' && existsSync(name))) {
    cpSync(file, join(folder, file));
  }
  for (const unpacked of ['build/connector', 'build/node'].filter((name) => existsSync(name))) {
    execFileSync('mkdir', ['-p', join(folder, 'build')]);
    symlinkSync(resolve(unpacked), join(folder, unpacked));
  }
}

export async function measure(bench) {
  const folder = bench.folder();
  cleanCopy(folder);
  const targets = bench.small ? [tests] : [];
  const all = timed(() => {
    run(folder, 'cmake', ['--preset', 'dev']);
    run(folder, 'ninja', ['-C', 'build/dev', ...targets]);
  });
  bench.say(`everything: ${Math.round(all)} s`);
  const values = [];
  for (let i = 0; i < (bench.runs ?? 3); ++i) {
    const now = new Date();
    utimesSync(join(folder, touched), now, now);
    values.push(timed(() => {
      run(folder, 'ninja', ['-C', 'build/dev', tests]);
      run(folder, `build/dev/bin/${tests}`, []);
    }));
  }
  return [
    bench.row({
      name: bench.small ? `${tests} built from nothing` : 'the build from nothing, all test programs', unit: 'min',
      values: [all / 60], target: 'value <= 8'}),
    bench.row({name: `${touched} touched, rebuilt, its tests run`, unit: 's', values, target: 'value <= 10'}),
  ];
}
