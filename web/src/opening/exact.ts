// Texts that are hashed. One content has one spelling: what JSON.stringify writes again as it was read. So nothing is
// hidden in a name that stands twice, and whoever reads the text reads the same.

export type Fields = Record<string, unknown>;

// null for anything that is not spelled so.
export function readExact(text: string, most: number): unknown {
    if (text.length > most) {
        return null;
    }
    try {
        const value: unknown = JSON.parse(text);
        return JSON.stringify(value) === text ? value : null;
    } catch {
        return null;
    }
}

export function hasExactly(value: unknown, ...names: string[]): value is Fields {
    return (
        typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).join(",") === names.join(",")
    );
}

export const isText = (value: unknown): value is string => typeof value === "string";
export const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
export const isDigest = (value: unknown): value is string => isText(value) && /^[0-9a-f]{64}$/.test(value);
export const isInstant = (value: unknown): value is string =>
    isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(value) && !Number.isNaN(Date.parse(value));
export function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is T[] {
    return Array.isArray(value) && value.every(is);
}
