import { describe, expect, it } from "vitest";
import { priceTicks, stepChart } from "../../src/lib/chart";
import { drawingOf, geometryIn, ringsOf, scaleLength } from "../../src/lib/geometry";

const ring = [[119, 32], [119.01, 32], [119.01, 32.01], [119, 32.01], [119, 32]];
const polygon = { type: "Polygon", coordinates: [ring] };

describe("a boundary", () => {
    it("is found in a geometry, a feature and a collection of one", () => {
        const feature = { type: "Feature", properties: {}, geometry: polygon };
        for (const value of [polygon, feature, { type: "FeatureCollection", features: [feature] }]) {
            expect(geometryIn(JSON.stringify(value))).toEqual(polygon);
        }
        const high = { type: "Polygon", coordinates: [ring.map((position) => [...position, 12])] };
        expect(geometryIn(JSON.stringify(high))).toEqual(polygon);
    });

    it.each([
        "",
        "{}",
        "[1]",
        '{"type":"Point","coordinates":[1,2]}',
        '{"type":"Polygon","coordinates":[]}',
        '{"type":"Polygon","coordinates":[[[1,2],[3,4]]]}',
        '{"type":"Polygon","coordinates":[[["a",2],[3,4],[5,6],[1,2]]]}',
        '{"type":"FeatureCollection","features":[]}',
    ])("is none in %s", (text) => {
        expect(geometryIn(text)).toBeNull();
    });

    it("is drawn in metres, north up", () => {
        const rings = ringsOf(polygon)!;
        const { width, height, path } = drawingOf(rings);
        expect(height).toBeCloseTo(1113.2, 0);
        expect(width).toBeCloseTo(1113.2 * Math.cos((32.005 * Math.PI) / 180), 0);
        expect(path.startsWith(`M0.00 ${height.toFixed(2)}L`)).toBe(true);
        expect(path.endsWith("Z")).toBe(true);
    });

    it("has a scale of a round length", () => {
        expect([999, 501, 212, 100, 47, 3].map(scaleLength)).toEqual([500, 500, 200, 100, 20, 2]);
    });
});

describe("a step chart", () => {
    const box = { width: 100, height: 100, left: 0, right: 0, top: 0, bottom: 0 };

    it("holds each price until the next", () => {
        const chart = stepChart(100, 0, [{ at: 50, price: 200 }], 100, box);
        const top = chart.dots[0]?.y;
        expect(chart.line).toBe(`M0 100H50V${top}H100`);
        expect(chart.area.endsWith("V100H0Z")).toBe(true);
    });

    it("is flat without quotes and never leaves its box", () => {
        expect(stepChart(100, 0, [], 100, box).line).toBe("M0 100H100");
        const early = stepChart(100, 50, [{ at: 10, price: 150 }, { at: 200, price: 300 }], 100, box);
        expect(early.dots.every(({ x, y }) => x >= 0 && x <= 100 && y >= 0 && y <= 100)).toBe(true);
    });

    it("draws lines at round prices", () => {
        expect(priceTicks(98, 130)).toEqual([100, 110, 120, 130]);
        expect(priceTicks(9_800_000_000, 12_400_000_000)).toEqual([10_000_000_000, 11_000_000_000, 12_000_000_000]);
        expect(priceTicks(5, 5)).toEqual([5]);
    });
});
