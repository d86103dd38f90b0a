// The bench: figures of this platform beside yardsticks that were taken in the same run on the same machine.
//
//   node tests/bench/run.mjs [--seconds=N] [--runs=N] [--small] [SECTION...]
//
// Without names all sections run. Rows of sections that do not run stay as the last run left them. `--seconds`, `--runs`
// and `--small` shorten it while one develops; then nothing is written unless --write is said.
import './environment.mjs';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {Bench, machine} from './lib.mjs';
import {table, withTable} from './table.mjs';

const sections = ['reads', 'quotes', 'feeds', 'log', 'verify', 'sealing', 'openings', 'start', 'build'];
const figures = 'docs/benchmarks.json';
const page = 'docs/BENCHMARKS.md';

function read(words) {
  const options = {};
  const names = [];
  for (const word of words) {
    const option = word.match(/^--(seconds|runs|small|write)(?:=(\d+))?$/);
    if (option) {
      options[option[1]] = option[2] ? Number(option[2]) : true;
    } else if (sections.includes(word)) {
      names.push(word);
    } else {
      console.error(`tests/bench: "${word}" is none of: ${sections.join(' ')}`);
      process.exit(2);
    }
  }
  return {options, names: names.length > 0 ? names : sections};
}

const {options, names} = read(process.argv.slice(2));
const shortened = options.seconds || options.runs || options.small;
const measuredOn = new Date().toISOString().slice(0, 10);
let rows = existsSync(figures) ? JSON.parse(readFileSync(figures, 'utf8')) : [];
const before = JSON.stringify(rows);
const failed = [];
for (const name of sections.filter((section) => names.includes(section))) {
  const file = new URL(`./${name}.mjs`, import.meta.url);
  if (!existsSync(file)) {
    console.error(`tests/bench: ${name}.mjs is not there`);
    failed.push(name);
    continue;
  }
  console.error(`== ${name}`);
  const bench = new Bench(options);
  try {
    const {measure} = await import(file);
    const measured = (await measure(bench)).map((one) => ({...one, section: name, measured_on: measuredOn}));
    rows = [...rows.filter((one) => one.section !== name), ...measured];
  } catch (error) {
    console.error(error);
    failed.push(name);
  } finally {
    await bench.end();
  }
}
rows.sort((a, b) => sections.indexOf(a.section) - sections.indexOf(b.section));
console.log(table(rows.filter((one) => names.includes(one.section))));
if ((!shortened || options.write) && JSON.stringify(rows) !== before) {
  writeFileSync(figures, JSON.stringify(rows, null, 2) + '\n');
  writeFileSync(page, withTable(readFileSync(page, 'utf8'), `Measured on ${machine()}.\n\n${table(rows)}`));
}
if (failed.length > 0) {
  console.error(`not measured: ${failed.join(', ')}`);
  process.exit(1);
}
