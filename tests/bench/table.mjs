// The rows as a table in Markdown, and its place in docs/BENCHMARKS.md.
const begin = '<!-- The last run; written by scripts/test bench. -->';
const end = '<!-- End of the last run. -->';

// Three significant figures, whole numbers from a hundred on.
export function figure(number) {
  if (number === null) {
    return '';
  }
  return Math.abs(number) >= 100 ? Math.round(number).toLocaleString('en') : Number(number.toPrecision(3)).toString();
}

const between = (range) => (range && range[0] !== range[1] ? ` (${figure(range[0])} to ${figure(range[1])})` : '');

function line(row) {
  return [
    row.name,
    `${figure(row.value)} ${row.unit}${between(row.spread)}`,
    row.yardstick === null ? '' : `${row.yardstick}: ${figure(row.yardstick_value)}${between(row.yardstick_spread)}`,
    figure(row.ratio),
    row.target ?? '',
    row.met === null ? '' : row.met ? 'yes' : '**no**',
    row.measured_on,
  ];
}

export function table(rows) {
  const lines = [
    ['what', 'measured: median (least to greatest)', 'yardstick in the same run', 'ratio', 'target', 'met', 'on'],
    ['---', '---', '---', '---', '---', '---', '---'],
    ...rows.map(line)];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function withTable(text, inside) {
  const from = text.indexOf(begin);
  const until = text.indexOf(end);
  if (from < 0 || until < from) {
    throw new Error('docs/BENCHMARKS.md has lost the marks between which the table stands');
  }
  return `${text.slice(0, from)}${begin}\n\n${inside}\n\n${text.slice(until)}`;
}
