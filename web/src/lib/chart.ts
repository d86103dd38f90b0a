// A step chart of prices: each price holds until the next quote.

export interface Point {
    at: number; // milliseconds
    price: number; // fen
}

export interface Box {
    width: number;
    height: number;
    left: number;
    right: number;
    top: number;
    bottom: number;
}

export interface Chart {
    line: string;
    area: string;
    dots: { x: number; y: number }[];
    prices: { y: number; price: number }[];
    times: { x: number; at: number }[];
}

// Round prices to draw lines at: at most five, at 1, 2 or 5 times a power of ten.
export function priceTicks(least: number, most: number): number[] {
    const span = Math.max(most - least, 1);
    const rough = span / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = Math.max(1, power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10));
    const ticks: number[] = [];
    for (let tick = Math.ceil(least / step) * step; tick <= most; tick += step) {
        ticks.push(tick);
    }
    return ticks;
}

// From the start price at `from` over the quotes to `until`.
export function stepChart(start: number, from: number, points: Point[], until: number, box: Box): Chart {
    const highest = points.reduce((most, point) => Math.max(most, point.price), start);
    const top = highest > start ? highest + (highest - start) * 0.08 : start * 1.02 + 1;
    const end = Math.max(until, points[points.length - 1]?.at ?? from, from + 1);
    const x = (at: number) => box.left + ((Math.min(Math.max(at, from), end) - from) / (end - from)) * (box.width - box.left - box.right);
    const y = (price: number) => box.height - box.bottom - ((price - start) / (top - start)) * (box.height - box.top - box.bottom);
    const round = (value: number) => Math.round(value * 10) / 10;
    let line = `M${round(x(from))} ${round(y(start))}`;
    for (const point of points) {
        line += `H${round(x(point.at))}V${round(y(point.price))}`;
    }
    line += `H${round(x(end))}`;
    const base = round(y(start));
    return {
        line,
        area: `${line}V${base}H${round(x(from))}Z`,
        dots: points.map((point) => ({ x: round(x(point.at)), y: round(y(point.price)) })),
        prices: priceTicks(start, top).map((price) => ({ y: round(y(price)), price })),
        times: [from, (from + end) / 2, end].map((at) => ({ x: round(x(at)), at })),
    };
}
