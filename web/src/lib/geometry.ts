// A parcel's boundary (GeoJSON Polygon or MultiPolygon) as a drawing in metres. Longitude and latitude become metres by
// an equirectangular projection about the middle, which is true enough over a parcel's few hundred metres. Drawing
// only: areas come from the survey.

type Position = [number, number];
type Ring = Position[];

export interface Boundary {
    type: "Polygon" | "MultiPolygon";
    coordinates: unknown[];
}

function isRing(value: unknown): value is Ring {
    return (
        Array.isArray(value) &&
        value.length >= 4 &&
        value.every((one: unknown) => Array.isArray(one) && one.length >= 2 && one.every((n) => typeof n === "number" && Number.isFinite(n)))
    );
}

export function ringsOf(boundary: Record<string, unknown>): Ring[] | null {
    const { type, coordinates } = boundary;
    if (!Array.isArray(coordinates)) {
        return null;
    }
    const polygons: unknown[] = type === "Polygon" ? [coordinates] : type === "MultiPolygon" ? coordinates : [];
    const rings = polygons.flatMap((polygon) => (Array.isArray(polygon) ? (polygon as unknown[]) : [null]));
    return rings.length > 0 && rings.every(isRing) ? rings : null;
}

// The geometry in what people paste: a geometry, a Feature, or a FeatureCollection with one feature; positions lose
// their heights. null when there is none.
export function geometryIn(text: string): Boundary | null {
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        return null;
    }
    for (let depth = 0; depth < 3 && typeof value === "object" && value !== null; ++depth) {
        const object = value as { type?: unknown; geometry?: unknown; features?: unknown[]; coordinates?: unknown };
        if (object.type === "Polygon" || object.type === "MultiPolygon") {
            const rings = ringsOf(object as Record<string, unknown>);
            return rings ? ({ type: object.type, coordinates: flat(object.coordinates) } as Boundary) : null;
        }
        value = object.type === "Feature" ? object.geometry : object.features?.length === 1 ? object.features[0] : null;
    }
    return null;
}

function flat(value: unknown): unknown {
    if (!Array.isArray(value)) {
        return value;
    }
    return typeof value[0] === "number" ? value.slice(0, 2) : value.map(flat);
}

const metresPerDegree = 111_320;

export interface Drawing {
    path: string; // of an SVG path, y downwards
    width: number; // metres
    height: number;
}

export function drawingOf(rings: Ring[]): Drawing {
    const all = rings.flat();
    const [west, east] = [Math.min(...all.map((p) => p[0])), Math.max(...all.map((p) => p[0]))];
    const [south, north] = [Math.min(...all.map((p) => p[1])), Math.max(...all.map((p) => p[1]))];
    const perLongitude = metresPerDegree * Math.cos((((south + north) / 2) * Math.PI) / 180);
    const metres = ([longitude, latitude]: Position) =>
        `${((longitude - west) * perLongitude).toFixed(2)} ${((north - latitude) * metresPerDegree).toFixed(2)}`;
    const path = rings.map((ring) => `M${ring.map(metres).join("L")}Z`).join("");
    return { path, width: (east - west) * perLongitude, height: (north - south) * metresPerDegree };
}

// A round length of 1, 2 or 5 times a power of ten, at most `most` metres.
export function scaleLength(most: number): number {
    const power = 10 ** Math.floor(Math.log10(most));
    return power * ([5, 2, 1].find((times) => times * power <= most) ?? 1);
}
